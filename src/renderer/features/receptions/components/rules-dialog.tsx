import { ActionIcon, Button, Checkbox, Group, Modal, NumberInput, Stack, TextInput } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { startOfVietnamDay } from '#shared/kernel/instant.ts'
import {
  DEFAULT_RECEPTION_RULES,
  type ReceptionRules,
  receptionRulesSchema,
} from '#shared/receptions/reception-rules.model.ts'
import { orpc } from '#renderer/api/client.ts'
import { QueryView } from '#renderer/ui/query-view.tsx'
import { useNotices } from '../use-receptions.ts'
import { DayField } from './fields.tsx'

/** What the law and the province ask for, with the days from which it holds. */
export function RulesDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const { t } = useTranslation()
  const rules = useQuery(orpc.receptions.rules.queryOptions())
  return (
    <Modal
      opened
      size="lg"
      title={t('receptions.rules.title')}
      onClose={onClose}
      closeButtonProps={{ 'aria-label': t('ui.close') }}
    >
      <QueryView query={rules} rows={6}>
        {(data) => <RulesForm stored={data} onClose={onClose} />}
      </QueryView>
    </Modal>
  )
}

type RulesFormProps = { readonly stored: ReceptionRules; readonly onClose: () => void }

function RulesForm({ stored, onClose }: RulesFormProps): ReactNode {
  const { t } = useTranslation()
  const { done, failed } = useNotices()
  const [rules, setRules] = useState(stored)
  const parsed = receptionRulesSchema.safeParse(rules)
  const save = useMutation(
    orpc.receptions.setRules.mutationOptions({
      onSuccess: () => {
        onClose()
        return done('receptions.saved')
      },
      onError: failed,
    }),
  )
  const change = (part: Partial<ReceptionRules>): void => setRules({ ...rules, ...part })
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (parsed.success) save.mutate(parsed.data)
      }}
    >
      <Stack gap="sm">
        <CutOffField value={rules.cutOffDay} onChange={(cutOffDay) => change({ cutOffDay })} />
        <DayField
          label={t('receptions.rules.delegationEnds')}
          value={rules.delegationEndsMs}
          onChange={(delegationEndsMs) => change({ delegationEndsMs })}
        />
        <TextInput
          label={t('receptions.rules.basis')}
          maxLength={500}
          value={rules.reportBasis}
          onChange={(event) => change({ reportBasis: event.currentTarget.value })}
        />
        <Minimums value={rules.chairMinimum} onChange={(chairMinimum) => change({ chairMinimum })} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('ui.cancel')}
          </Button>
          <Button type="submit" disabled={!parsed.success} loading={save.isPending}>
            {t('ui.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

function CutOffField(props: {
  readonly value: number | null
  readonly onChange: (day: number | null) => void
}): ReactNode {
  const { t } = useTranslation()
  const { value, onChange } = props
  return (
    <Group align="flex-end" gap="sm">
      <Checkbox
        mb={8}
        label={t('receptions.rules.hasCutOff')}
        checked={value !== null}
        onChange={(event) => onChange(event.currentTarget.checked ? DEFAULT_RECEPTION_RULES.cutOffDay : null)}
      />
      {value !== null && (
        <NumberInput
          w={160}
          label={t('receptions.rules.cutOffDay')}
          min={1}
          max={27}
          allowDecimal={false}
          value={value}
          onChange={(day) => onChange(Number(day))}
        />
      )}
    </Group>
  )
}

type Minimum = ReceptionRules['chairMinimum'][number]

function Minimums(props: {
  readonly value: readonly Minimum[]
  readonly onChange: (value: Minimum[]) => void
}): ReactNode {
  const { t } = useTranslation()
  const { value, onChange } = props
  const changeAt = (index: number, part: Partial<Minimum>): void =>
    onChange(value.map((each, place) => (place === index ? { ...each, ...part } : each)))
  const fresh = (): Minimum => ({
    validFromMs: startOfVietnamDay(Date.now()),
    validToMs: null,
    daysPerWeek: 1,
    basis: '',
  })
  return (
    <fieldset className="reception-minimums">
      <legend>{t('receptions.rules.minimum')}</legend>
      {value.map((minimum, index) => (
        // Rows have no identity but their place.
        <Group key={index + 1} align="flex-end" gap="xs" wrap="nowrap">
          <NumberInput
            w={90}
            label={t('receptions.rules.days')}
            min={0}
            max={5}
            value={minimum.daysPerWeek}
            onChange={(days) => changeAt(index, { daysPerWeek: Number(days) })}
          />
          <DayField
            label={t('receptions.rules.from')}
            value={minimum.validFromMs === 0 ? null : minimum.validFromMs}
            onChange={(dayMs) => changeAt(index, { validFromMs: dayMs ?? 0 })}
          />
          <DayField
            label={t('receptions.rules.to')}
            value={minimum.validToMs}
            onChange={(validToMs) => changeAt(index, { validToMs })}
          />
          <TextInput
            style={{ flex: 1 }}
            label={t('receptions.rules.where')}
            maxLength={500}
            value={minimum.basis}
            onChange={(event) => changeAt(index, { basis: event.currentTarget.value })}
          />
          <ActionIcon
            variant="default"
            size="lg"
            aria-label={t('receptions.remove')}
            onClick={() => onChange(value.filter((_, place) => place !== index))}
          >
            <IconTrash size={16} aria-hidden />
          </ActionIcon>
        </Group>
      ))}
      <Button
        variant="subtle"
        size="compact-sm"
        leftSection={<IconPlus size={14} aria-hidden />}
        onClick={() => onChange([...value, fresh()])}
      >
        {t('receptions.rules.add')}
      </Button>
    </fieldset>
  )
}
