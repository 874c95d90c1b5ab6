import { Select, Textarea, TextInput } from '@mantine/core'
import { DatePickerInput } from '@mantine/dates'
import { IconCalendar } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { type InstantMs, startOfVietnamDay } from '#shared/kernel/instant.ts'
import { toDateInput } from '#renderer/ui/format.ts'

type TextFieldProps = {
  readonly label: string
  readonly value: string | null
  readonly longest: number
  readonly onChange: (value: string | null) => void
  readonly lines?: number
  readonly disabled?: boolean
}

/** Text that may be missing: empty is null. */
export function TextField({ label, value, longest, onChange, lines, disabled }: TextFieldProps): ReactNode {
  const common = {
    label,
    value: value ?? '',
    maxLength: longest,
    disabled: disabled ?? false,
    onChange: (event: { currentTarget: { value: string } }) =>
      onChange(event.currentTarget.value.trim() === '' ? null : event.currentTarget.value),
  }
  return lines === undefined ? <TextInput {...common} /> : <Textarea {...common} autosize minRows={lines} />
}

type DayFieldProps = {
  readonly label: string
  readonly value: InstantMs | null
  readonly onChange: (dayMs: InstantMs | null) => void
  readonly required?: boolean
}

/** A day in Vietnam, as its midnight. */
export function DayField({ label, value, onChange, required = false }: DayFieldProps): ReactNode {
  return (
    <DatePickerInput
      label={label}
      withAsterisk={required}
      clearable={!required}
      valueFormat="DD/MM/YYYY"
      leftSection={<IconCalendar size={15} aria-hidden />}
      value={value === null ? null : toDateInput(value)}
      onChange={(day) => onChange(day === null ? null : startOfVietnamDay(Date.parse(day)))}
    />
  )
}

type ChoiceFieldProps<Value extends string> = {
  readonly label: string
  readonly options: readonly Value[]
  /** Words of the options stand under it. */
  readonly words: string
  readonly value: Value | null
  readonly onChange: (value: Value | null) => void
  /** Nothing chosen is an answer too. */
  readonly optional?: boolean
}

export function ChoiceField<Value extends string>(props: ChoiceFieldProps<Value>): ReactNode {
  const { t } = useTranslation()
  const { label, options, words, value, onChange, optional = true } = props
  const wordOf = (option: string): string => t(`${words}.${option}`)
  return (
    <Select
      label={label}
      withAsterisk={!optional}
      clearable={optional}
      allowDeselect={optional}
      placeholder={optional ? t('receptions.unknown') : undefined}
      data={options.map((option) => ({ value: option, label: wordOf(option) }))}
      value={value}
      onChange={(chosen) => onChange(options.find((option) => option === chosen) ?? null)}
    />
  )
}

/** Yes, no, or nobody knows yet. */
export function TernaryField(props: {
  readonly label: string
  readonly value: boolean | null
  readonly onChange: (value: boolean | null) => void
}): ReactNode {
  const { value, onChange } = props
  return (
    <ChoiceField
      label={props.label}
      options={['yes', 'no']}
      words="ui"
      value={value === null ? null : value ? 'yes' : 'no'}
      onChange={(chosen) => onChange(chosen === null ? null : chosen === 'yes')}
    />
  )
}
