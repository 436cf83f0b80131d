import * as v from 'valibot';

const kind = v.picklist(['stores', 'schedulers', 'backends', 'evaluators', 'exporters']);

/** The stores, schedulers, backends and languages that tasks can have. */
export const pluginsResult = v.strictObject({
  plugins: v.array(
    v.strictObject({
      kind,
      key: v.pipe(
        v.string(),
        v.description('Suffix of a store, of task files or of exports; name of others.'),
      ),
      package: v.string(),
      version: v.string(),
      folder: v.string(),
      module: v.pipe(v.string(), v.description('URL of the module.')),
      export: v.pipe(v.string(), v.description('Name of the class that it exports.')),
    }),
  ),
  conflicts: v.pipe(
    v.array(
      v.strictObject({
        kind,
        key: v.string(),
        packages: v.array(v.string()),
        error: v.string(),
      }),
    ),
    v.description('Plug-ins that several packages provide.'),
  ),
  broken: v.pipe(
    v.array(
      v.strictObject({
        package: v.string(),
        folder: v.string(),
        claims: v.array(v.strictObject({ kind, key: v.string() })),
        error: v.string(),
      }),
    ),
    v.description('Packages that cannot be used, and why.'),
  ),
  others: v.pipe(
    v.array(
      v.strictObject({
        package: v.string(),
        folder: v.string(),
        why: v.string(),
      }),
    ),
    v.description('Packages that have names of plug-ins and are none, and why.'),
  ),
  searched: v.pipe(v.array(v.string()), v.description('Folders whose package.json was read.')),
});

/** The stores, schedulers and backends that tasks can name. */
export type PluginsResult = v.InferOutput<typeof pluginsResult>;
