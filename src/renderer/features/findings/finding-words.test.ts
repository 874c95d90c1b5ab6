import { beforeAll, describe, expect, it } from 'vitest'
import i18next, { type TFunction } from 'i18next'
import { FINDING_KINDS } from '#shared/findings/findings.model.ts'
import { vi as ui } from '#renderer/ui/locales/vi.ts'
import { findingSentence } from './finding-words.ts'
import { vi } from './locales/vi.ts'

describe('the sentence of a finding', () => {
  let t: TFunction
  beforeAll(async () => {
    const i18n = i18next.createInstance()
    t = await i18n.init({
      lng: 'vi',
      resources: { vi: { translation: { findings: vi, ui } } },
      interpolation: { escapeValue: false },
    })
  })

  it('names the cause, at whose end it lay, and that the clock decides', () => {
    const sentence = findingSentence(t, {
      kind: 'dossier-without-footage',
      detail: {
        code: 'H42.18-261120-0003',
        event: 'received',
        cause: 'camera-offline',
        missingMs: 1_200_000,
        atOffice: true,
        dependsOnClock: true,
        uncertaintyMs: 30_000,
      },
    })
    expect(sentence).toBe(
      'Hồ sơ H42.18-261120-0003 (tiếp nhận) không có phút hình nào trong 20:00: Camera mất tín hiệu. Sự cố ở đầu camera, tại cơ quan. Kết luận có thể đổi trong sai số đồng hồ ± 0:30.',
    )
  })

  it.each(FINDING_KINDS)('is whole for %s, whatever the finding does not tell', (kind) => {
    const sentence = findingSentence(t, { kind, detail: {} })
    expect(sentence).not.toContain('{{')
    expect(sentence).not.toContain('findings.')
    expect(sentence.length).toBeGreaterThan(10)
  })
})
