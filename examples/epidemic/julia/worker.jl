# A worker in Julia, written from the page of the protocol. NOT TESTED: no Julia was at hand.
# Needs the package JSON3. Use: worker(["julia", "--project", "worker.jl"])
using JSON3

include("sir.jl") # defines simulate(; beta, trial)

const input = fdio(3)
const output = fdio(4)

function say(message)
    write(output, JSON3.write(message), '\n')
    flush(output)
end

function report(number, row)
    started = time()
    added, failure = try
        simulate(; (Symbol(key) => value for (key, value) in pairs(row))...), nothing
    catch error
        stack = sprint(showerror, error, catch_backtrace())
        name = string(nameof(typeof(error)))
        nothing, (; name, message=sprint(showerror, error), stack, reason="threw")
    end
    say((; kind="report", rows=[number], startedAt=[round(Int, started * 1000)],
        durations=[(time() - started) * 1000], added=[added], errors=[failure]))
end

function main()
    say((; kind="hello", protocol=1, language="julia", version=string(VERSION)))
    set_up_for = nothing
    for line in eachline(input)
        message = JSON3.read(line)
        if message.kind == "end"
            break
        elseif message.kind == "ping"
            say((; kind="pong", holds=0))
        elseif message.kind == "rows"
            wanted = (message.procId, collect(message.exclude))
            wanted == set_up_for || say((; kind="ready"))
            set_up_for = wanted
            # It did not say "batch", so it gets one row at a time.
            report(message.first, message.rows[1])
        end
    end
end

main()
