export { ParquetStore } from './parquet-store.js';
