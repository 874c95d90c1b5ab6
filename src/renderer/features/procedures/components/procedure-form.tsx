import { Button, Group, NumberInput, Select, Stack, TextInput } from '@mantine/core'
import { DatePickerInput } from '@mantine/dates'
import { useForm, type UseFormReturnType } from '@mantine/form'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSentenceOf } from '#renderer/ui/error-sentence.ts'
import { ErrorState } from '#renderer/ui/error-state.tsx'
import { toDateInput } from '#renderer/ui/format.ts'
import { zodForm } from '#renderer/ui/zod-form.ts'
import { newProcedureSchema, type Procedure } from '#shared/procedures/procedures.model.ts'
import { TIME_UNITS } from '#shared/units/time-limit.model.ts'
import type { UnitTree } from '#shared/units/units.model.ts'
import { type ProcedureValues, toNewProcedure, toProcedureValues } from '../procedure-form-values.ts'
import { usePutProcedures } from '../use-put-procedures.ts'

type ProcedureFormProps = {
  /** The one that is changed from a day on; null: a new one. */
  readonly procedure: Procedure | null
  readonly tree: UnitTree | undefined
  readonly onDone: () => void
}

export function ProcedureForm({ procedure, tree, onDone }: ProcedureFormProps): ReactNode {
  const { t } = useTranslation()
  const sentenceOf = useSentenceOf()
  const put = usePutProcedures(onDone)
  const [today] = useState(() => toDateInput(Date.now()))
  const check = zodForm(newProcedureSchema, t, {
    authorityUnitId: t('ui.field.required'),
    code: t('procedures.codeWrong'),
  })
  const form = useForm<ProcedureValues>({
    initialValues: toProcedureValues(procedure, today),
    validate: (values) => {
      const { validFromMs, ...errors } = check(toNewProcedure(values))
      return validFromMs === undefined ? errors : { ...errors, from: validFromMs }
    },
  })
  return (
    <form onSubmit={form.onSubmit((values) => put.mutate({ procedures: [toNewProcedure(values)] }))}>
      <Stack gap="sm">
        {put.isError && <ErrorState title={t('ui.actionFailed')} message={sentenceOf(put.error)} />}
        <AuthoritySelect
          tree={tree}
          disabled={procedure !== null}
          {...form.getInputProps('authorityUnitId')}
        />
        <Group grow align="flex-start">
          <TextInput
            label={t('procedures.code')}
            placeholder="1.001193"
            withAsterisk
            disabled={procedure !== null}
            {...form.getInputProps('code')}
          />
          <TextInput label={t('procedures.field')} {...form.getInputProps('field')} />
        </Group>
        <TextInput label={t('procedures.name')} withAsterisk {...form.getInputProps('name')} />
        <LimitInputs form={form} of="statutory" />
        <LimitInputs form={form} of="committed" />
        <Group grow align="flex-start">
          <NumberInput
            label={t('procedures.fee')}
            min={0}
            step={1000}
            thousandSeparator="."
            decimalSeparator=","
            allowDecimal={false}
            {...form.getInputProps('feeDong')}
          />
          <DatePickerInput
            label={t('procedures.validFrom')}
            valueFormat="DD/MM/YYYY"
            withAsterisk
            {...form.getInputProps('from')}
          />
        </Group>
        <p className="mc-quiet">{t(procedure === null ? 'procedures.newHint' : 'procedures.changeHint')}</p>
        <Group justify="flex-end">
          <Button type="submit" loading={put.isPending}>
            {t('ui.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

function LimitInputs({
  form,
  of,
}: {
  readonly form: UseFormReturnType<ProcedureValues>
  readonly of: 'statutory' | 'committed'
}): ReactNode {
  const { t } = useTranslation()
  return (
    <Group gap="sm" align="flex-start" wrap="nowrap">
      <NumberInput
        label={t(`procedures.${of}`)}
        description={t(`procedures.${of}Hint`)}
        min={0}
        max={2000}
        step={0.5}
        decimalSeparator=","
        flex={1}
        {...form.getInputProps(`${of}.amount`)}
      />
      <Select
        label={t('procedures.unit')}
        description={t('procedures.unitHint')}
        data={TIME_UNITS.map((unit) => ({ value: unit, label: t(`procedures.units.${unit}`) }))}
        allowDeselect={false}
        flex={1}
        {...form.getInputProps(`${of}.unit`)}
      />
    </Group>
  )
}

type AuthoritySelectProps = {
  readonly tree: UnitTree | undefined
  readonly disabled?: boolean
  readonly value?: string | null
  readonly onChange?: (value: string | null) => void
  readonly error?: ReactNode
}

/** Whose procedure it is: it holds for the units below too. */
export function AuthoritySelect({ tree, ...input }: AuthoritySelectProps): ReactNode {
  const { t } = useTranslation()
  return (
    <Select
      label={t('procedures.authority')}
      description={t('procedures.authorityHint')}
      data={(tree?.units ?? []).map(({ id, name }) => ({ value: id, label: name }))}
      searchable
      withAsterisk
      {...input}
    />
  )
}
