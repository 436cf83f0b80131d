import { packedRowCount, type PackedTable } from '@psyrun/columns/internal';
import { changedMeanwhile } from '@psyrun/files';
import { CHUNK_BYTES } from '../h5-chunks.ts';
import { notWritten } from '../h5-errors.ts';
import { headerPlaces, removeTimes } from '../headers/no-times.ts';
import type { Elements, NewDataset } from '../library/h5-dataset.ts';
import { H5Handle } from '../library/h5-handle.ts';
import { withFile } from '../library/with-file.ts';
import { CLASS, type ElementType } from '../type/h5-type.ts';
import type { Coordinate, NetcdfLayout } from './netcdf-layout.ts';
import { PieceWriter } from './piece-writer.ts';
import { elementsOf, lengthsOf, type Variable } from './variable.ts';

/** The rows of a file. */
export interface NetcdfRows {
  readonly tables: AsyncIterable<PackedTable>;
  /** The index in the file of each row, ascending. */
  readonly indices: Iterable<number>;
  readonly attributes: Readonly<Record<string, string | number>>;
}

/**
 * Writes a netCDF-4 file to the new file `path`, which later becomes the file `name`. Throws
 * `PSYRUN_STORE_WRITE`, also if the rows are not those of the layout.
 */
export async function writeNetcdf(
  path: string,
  name: string,
  layout: NetcdfLayout,
  rows: NetcdfRows,
): Promise<void> {
  await withFile(H5Handle.createOrdered(path, name), (file) => {
    for (const [key, value] of Object.entries(rows.attributes)) {
      file.createAttribute('/', key, typeof value === 'number' ? integer(value) : value);
    }
    createDatasets(file, layout);
  });
  const headers = await headerPlaces(path);
  await withFile(H5Handle.write(path, name, 'r+'), async (file) => {
    resize(file, layout);
    for (const { variable, elements } of layout.axes) {
      file.writeBox(variable.path, { offset: [0], count: lengthsOf(variable.along) }, elements);
    }
    await writeRows(file, name, layout.variables, rows);
  });
  await removeTimes(path, headers);
  await withFile(H5Handle.write(path, name, 'r'), (file) => {
    for (const variable of layout.variables) verify(file, name, variable);
  });
}

function integer(value: number): Elements {
  const type = { type: CLASS.integer, size: 8, signed: true, littleEndian: true, vlen: false };
  return { type, bytes: new Uint8Array(BigInt64Array.of(BigInt(value)).buffer), width: 8 };
}

/** Creates all datasets without values, and tells which dimension each of their axes is. */
function createDatasets(file: H5Handle, layout: NetcdfLayout): void {
  const { dimensions, axes, constants, variables, isPartial } = layout;
  const withValues = new Set(axes.map(({ variable }) => variable.key));
  dimensions.forEach(({ name, length }, i) => {
    const axis = axes.find(({ variable }) => variable.key === name);
    if (axis === undefined) createDimension(file, name, length);
    else createVariable(file, axis.variable, false);
    file.makeScale(`/${name}`, withValues.has(name) ? name : dimensionOnly(length));
    file.createAttribute(`/${name}`, '_Netcdf4Dimid', i);
  });
  for (const constant of constants) createConstant(file, constant);
  const names = constants.map(({ variable }) => variable.key).join(' ');
  for (const variable of variables) {
    createVariable(file, variable, isPartial);
    if (names !== '') file.createAttribute(variable.path, 'coordinates', names);
    [...variable.along, ...variable.within].forEach(({ name }, axis) =>
      file.attachScale(variable.path, axis, `/${name}`),
    );
  }
}

/** The name of the scale of a dimension without coordinates, as netCDF writes it. */
function dimensionOnly(length: number): string {
  return `This is a netCDF dimension but not a netCDF variable.${String(length).padStart(10)}`;
}

const FLOAT: ElementType = {
  type: CLASS.float,
  size: 4,
  signed: true,
  littleEndian: true,
  vlen: false,
};

function createDimension(file: H5Handle, name: string, length: number): void {
  file.createDataset(`/${name}`, emptyDataset(FLOAT, [length]));
}

function createConstant(file: H5Handle, { variable, elements }: Coordinate): void {
  const { path, isBoolean } = variable;
  file.createScalar(path, elements);
  if (isBoolean) file.createAttribute(path, 'dtype', 'bool');
}

/**
 * Creates a variable. If rows are missing, it tells what stands for a missing element. Readers take booleans
 * for numbers then: no boolean stands for a missing one.
 */
function createVariable(file: H5Handle, variable: Variable, isPartial: boolean): void {
  const { path, type, along, within, fill, isBoolean } = variable;
  file.createDataset(path, emptyDataset(type, lengthsOf([...along, ...within])));
  if (isBoolean && !isPartial) file.createAttribute(path, 'dtype', 'bool');
  if (!isPartial || type.type === CLASS.string) return;
  file.createAttribute(path, '_FillValue', { type, bytes: fill, width: type.size });
}

/** A dataset that gets its shape later. Its chunks are whole inner axes, as far as they are small. */
function emptyDataset(type: ElementType, shape: readonly number[]): NewDataset {
  let left = Math.floor(CHUNK_BYTES / type.size);
  const chunks = [...shape];
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    chunks[axis] = Math.max(1, Math.min(shape[axis]!, left));
    left = Math.floor(left / chunks[axis]!);
  }
  return { type, shape: shape.map(() => 0), largestShape: shape, chunks, compression: 0 };
}

function resize(file: H5Handle, { dimensions, variables }: NetcdfLayout): void {
  for (const { name, length } of dimensions) file.resize(`/${name}`, [length]);
  for (const { path, along, within } of variables) {
    file.resize(path, lengthsOf([...along, ...within]));
  }
}

async function writeRows(
  file: H5Handle,
  name: string,
  variables: readonly Variable[],
  { tables, indices }: NetcdfRows,
): Promise<void> {
  const writers = variables.map((variable) => new PieceWriter(file, variable));
  const places = indices[Symbol.iterator]();
  for await (const table of tables) {
    const rows = packedRowCount(table);
    const at = Array.from({ length: rows }, () => placeOf(name, places));
    variables.forEach((variable, i) => {
      const { key, rowBytes } = variable;
      const { bytes } = elementsOf(variable, table.get(key)!);
      at.forEach((index, row) => {
        writers[i]!.add(index, bytes.subarray(row * rowBytes, (row + 1) * rowBytes));
      });
    });
  }
  if (places.next().done !== true) throw changedMeanwhile(name);
  for (const writer of writers) writer.end();
}

function placeOf(name: string, places: Iterator<number, unknown>): number {
  const next = places.next();
  if (next.done === true) throw changedMeanwhile(name);
  return next.value;
}

function verify(file: H5Handle, name: string, { path, along, within }: Variable): void {
  const shape = lengthsOf([...along, ...within]);
  const found = file.describe(path).shape;
  if (String(found) === String(shape)) return;
  throw notWritten(name, `${path} has shape [${found?.join()}] instead of [${shape.join()}]`);
}
