import { Button, Group, Stack, Textarea } from '@mantine/core'
import { DatePickerInput } from '@mantine/dates'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSentenceOf } from '#renderer/ui/error-sentence.ts'
import { ErrorState } from '#renderer/ui/error-state.tsx'
import { formatNumber, toDateInput } from '#renderer/ui/format.ts'
import { StatusMark } from '#renderer/ui/status-mark.tsx'
import type { UnitTree } from '#shared/units/units.model.ts'
import { readPasted } from '../pasted-procedures.ts'
import { usePutProcedures } from '../use-put-procedures.ts'
import { AuthoritySelect } from './procedure-form.tsx'

const MOST_SHOWN = 8
const EXAMPLE = '1.001193;Đăng ký khai sinh;Hộ tịch;Trong ngày;;'

type PasteFormProps = { readonly tree: UnitTree | undefined; readonly onDone: () => void }

/** Many procedures at once, copied from a spreadsheet; nothing is stored while a line is wrong. */
export function PasteForm({ tree, onDone }: PasteFormProps): ReactNode {
  const { t } = useTranslation()
  const sentenceOf = useSentenceOf()
  const put = usePutProcedures(onDone)
  const [authority, setAuthority] = useState<string | null>(null)
  const [from, setFrom] = useState<string | null>(() => toDateInput(Date.now()))
  const [text, setText] = useState('')
  const where = { authorityUnitId: authority ?? '', validFromMs: Date.parse(`${from ?? ''}T00:00:00+07:00`) }
  const isPlaced = authority !== null && from !== null
  const lines = isPlaced ? readPasted(text, where) : []
  const procedures = lines.flatMap((line) => ('procedure' in line ? [line.procedure] : []))
  const wrong = lines.flatMap((line) => ('wrong' in line ? [line] : []))
  return (
    <Stack gap="sm">
      {put.isError && <ErrorState title={t('ui.actionFailed')} message={sentenceOf(put.error)} />}
      <AuthoritySelect tree={tree} value={authority} onChange={setAuthority} />
      <DatePickerInput
        label={t('procedures.validFrom')}
        valueFormat="DD/MM/YYYY"
        withAsterisk
        maw={220}
        value={from}
        onChange={setFrom}
      />
      <Textarea
        label={t('procedures.pasteLabel')}
        description={t('procedures.pasteHint')}
        placeholder={EXAMPLE}
        minRows={8}
        autosize
        maxRows={16}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <div role="status">
        {wrong.slice(0, MOST_SHOWN).map(({ line, wrong: column, text: cell }) => (
          <p key={line} className="mc-quiet">
            <StatusMark tone="danger">
              {t('procedures.lineWrong', { line, column: t(`procedures.${column}`), text: cell })}
            </StatusMark>
          </p>
        ))}
        {lines.length > 0 && (
          <p className="mc-quiet">
            {t('procedures.pasteCount', {
              good: formatNumber(procedures.length),
              wrong: formatNumber(wrong.length),
            })}
          </p>
        )}
      </div>
      <Group justify="flex-end">
        <Button
          loading={put.isPending}
          disabled={procedures.length === 0 || wrong.length > 0}
          onClick={() => put.mutate({ procedures })}
        >
          {t('procedures.pasteSave')}
        </Button>
      </Group>
    </Stack>
  )
}
