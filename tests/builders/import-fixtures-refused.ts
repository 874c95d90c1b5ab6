import { windows1258 } from './fixture-markup.ts'
import { fixtureBomb, fixtureCompoundFile, fixtureWorkbook } from './fixture-workbook.ts'
import type { ImportFixture } from './import-fixtures.ts'
import { csvBytes, REGISTER_HEADERS, registerRow } from './register-files.ts'

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)
const whole = (): Uint8Array => fixtureWorkbook({ rows: [[...REGISTER_HEADERS], registerRow()] })

/** The first entry's flag says that it is encrypted, in its own header and in the directory. */
function withEncryptedFlag(zip: Uint8Array): Uint8Array {
  const bytes = Buffer.from(zip)
  const directory = bytes.indexOf(Buffer.from([0x50, 0x4b, 0x01, 0x02]))
  bytes.writeUInt16LE(1, 6)
  bytes.writeUInt16LE(1, directory + 8)
  return new Uint8Array(bytes)
}

export const refusedFixtures: readonly ImportFixture[] = [
  { name: 'mat-khau.xlsx', bytes: () => fixtureCompoundFile(['EncryptionInfo', 'EncryptedPackage']) },
  { name: 'mat-khau-zip.xlsx', bytes: () => withEncryptedFlag(whole()) },
  { name: 'excel-97.xls', bytes: () => fixtureCompoundFile(['Workbook']) },
  { name: 'bi-cat.xlsx', bytes: () => whole().subarray(0, 900) },
  {
    name: 'hai-bang-ma.csv',
    bytes: () =>
      Buffer.concat([
        csvBytes([[...REGISTER_HEADERS], registerRow()]),
        windows1258('2\tH42.18-261120-0002\tĐăng ký kết hôn'),
      ]),
  },
  { name: 'ngoac-mo.csv', bytes: () => utf8('Mã hồ sơ,Ngày nhận\nH42.18-261120-0001,"20/11/2026\n') },
  { name: 'hong.json', bytes: () => utf8('[{"Mã hồ sơ": "H42.18-261120-0001"') },
  {
    name: 'khong-co-bang.xls',
    bytes: () => utf8('<html><body><p>Phiên làm việc đã hết hạn</p></body></html>'),
  },
  { name: 'rong.csv', bytes: () => utf8('\uFEFF\r\n  \r\n') },
  { name: 'khong-phai-so.csv', bytes: () => utf8('a,b\n1,2\n3,4\n') },
  { name: 'bom-zip.xlsx', bytes: () => fixtureBomb(400) },
]
