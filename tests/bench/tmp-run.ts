import { measureImport } from './import-bench.ts'
console.log(JSON.stringify(await measureImport(), null, 1))
