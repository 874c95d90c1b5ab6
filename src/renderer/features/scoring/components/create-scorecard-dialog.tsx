import { Button, Group, Modal, Select, Stack, TextInput } from '@mantine/core'
import { DatePickerInput } from '@mantine/dates'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { DAY_MS, fromVietnamDateTime, type InstantMs } from '#shared/kernel/instant.ts'
import { useErrorSentence } from '#renderer/api/app-error.ts'
import { orpc } from '#renderer/api/client.ts'
import { toDateInput } from '#renderer/ui/format.ts'
import { showFailure } from '#renderer/ui/notices.ts'
import { quarterOf } from '../period.ts'
import { templatesQuery } from '../use-templates.ts'

function dayOf(text: string | null): InstantMs | null {
  if (text === null) return null
  const [year = 0, month = 0, day = 0] = text.split('-').map(Number)
  return fromVietnamDateTime({ year, month, day, hour: 0, minute: 0, second: 0 })
}

/** A commune, a period and a template. The period begins as the running quarter. */
export function CreateScorecardDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const { t } = useTranslation()
  const tree = useQuery(orpc.units.tree.queryOptions({ input: {} }))
  const templates = useQuery(templatesQuery())
  const [quarter] = useState(() => quarterOf(Date.now()))
  const [communeId, setCommuneId] = useState<string | null>(null)
  const [label, setLabel] = useState(() =>
    t('scoring.quarterLabel', { quarter: quarter.quarter, year: quarter.year }),
  )
  const [from, setFrom] = useState<string | null>(toDateInput(quarter.fromMs))
  const [lastDay, setLastDay] = useState<string | null>(toDateInput(quarter.toMs - DAY_MS))
  const [templateCode, setTemplateCode] = useState<string | null>(null)
  const create = useCreateScorecard(onClose)

  const fromMs = dayOf(from)
  const lastDayMs = dayOf(lastDay)
  const code = templateCode ?? templates.data?.[0]?.code ?? null
  const isOrdered = fromMs !== null && lastDayMs !== null && fromMs <= lastDayMs
  const communes = tree.data?.units.filter((unit) => unit.kind === 'commune') ?? []

  const submit = (): void => {
    if (communeId === null || code === null || fromMs === null || lastDayMs === null || !isOrdered) return
    create.mutate({
      communeUnitId: communeId,
      periodLabel: label.trim(),
      periodFromMs: fromMs,
      periodToMs: lastDayMs + DAY_MS,
      templateCode: code,
    })
  }

  return (
    <Modal opened title={t('scoring.create')} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        <Stack gap="sm">
          <Select
            label={t('scoring.commune')}
            withAsterisk
            searchable
            data-autofocus
            data={communes.map(({ id, name }) => ({ value: id, label: name }))}
            value={communeId}
            onChange={setCommuneId}
          />
          <TextInput
            label={t('scoring.period')}
            withAsterisk
            maxLength={100}
            value={label}
            onChange={(event) => setLabel(event.currentTarget.value)}
          />
          <Group grow align="flex-start">
            <DatePickerInput
              label={t('scoring.from')}
              valueFormat="DD/MM/YYYY"
              value={from}
              onChange={setFrom}
            />
            <DatePickerInput
              label={t('scoring.lastDay')}
              valueFormat="DD/MM/YYYY"
              value={lastDay}
              error={isOrdered ? undefined : t('scoring.periodReversed')}
              onChange={setLastDay}
            />
          </Group>
          <Select
            label={t('scoring.template')}
            allowDeselect={false}
            data={(templates.data ?? []).map((template) => ({ value: template.code, label: template.title }))}
            value={code}
            onChange={setTemplateCode}
          />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('ui.cancel')}
            </Button>
            <Button
              type="submit"
              loading={create.isPending}
              disabled={communeId === null || code === null || !isOrdered || label.trim() === ''}
            >
              {t('scoring.createAction')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

function useCreateScorecard(onClose: () => void) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const navigate = useNavigate()
  const sentenceOf = useErrorSentence()
  return useMutation(
    orpc.scoring.create.mutationOptions({
      onSuccess: async (card) => {
        await client.invalidateQueries({ queryKey: orpc.scoring.list.key() })
        onClose()
        await navigate({ to: '/scoring/$scorecardId', params: { scorecardId: card.id } })
      },
      onError: (error) => showFailure(t('ui.actionFailed'), sentenceOf(error)),
    }),
  )
}
