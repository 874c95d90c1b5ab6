import { ActionIcon, Button, Group, Stack, TextInput } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Panel } from '#renderer/ui/panel.tsx'
import { type ClaimValues, NO_CLAIM, toClaim, wrongFields } from '../claim-form.ts'
import { ClaimResult } from './claim-result.tsx'

/** A share that somebody else gave, held against the arithmetic. Nothing is stored. */
export function ClaimPanel(): ReactNode {
  const { t } = useTranslation()
  const [values, setValues] = useState<ClaimValues>(NO_CLAIM)
  const wrong = wrongFields(values)
  const field = (name: 'numerator' | 'percent' | 'increase', placeholder: string) => ({
    label: t(`reports.claim.${name}`),
    placeholder,
    w: 170,
    value: values[name],
    error: wrong.has(name) ? t('reports.claim.wrong') : undefined,
    onChange: (event: React.ChangeEvent<HTMLInputElement>) =>
      setValues({ ...values, [name]: event.currentTarget.value }),
  })
  return (
    <Panel
      title={t('reports.claim.title')}
      aside={<span className="mc-quiet">{t('reports.claim.hint')}</span>}
    >
      <div className="reports-claim">
        <Stack gap="sm">
          <Group gap="sm" align="flex-start">
            <TextInput {...field('numerator', '1.955')} />
            <TextInput {...field('percent', '89')} />
            <TextInput
              {...field('increase', '4')}
              description={t('reports.claim.increaseHint')}
              inputWrapperOrder={['label', 'input', 'description', 'error']}
            />
          </Group>
          <Denominators values={values} onChange={setValues} />
        </Stack>
        <ClaimResult claim={toClaim(values)} />
      </div>
    </Panel>
  )
}

type DenominatorsProps = {
  readonly values: ClaimValues
  readonly onChange: (values: ClaimValues) => void
}

function Denominators({ values, onChange }: DenominatorsProps): ReactNode {
  const { t } = useTranslation()
  const { denominators } = values
  const change = (index: number, part: Partial<ClaimValues['denominators'][number]>): void =>
    onChange({
      ...values,
      denominators: denominators.map((each, at) => (at === index ? { ...each, ...part } : each)),
    })
  return (
    <fieldset className="reports-fieldset">
      <legend>{t('reports.claim.denominators')}</legend>
      <Stack gap={6}>
        {denominators.map(({ label, value }, index) => (
          <Group key={index} gap={6} wrap="nowrap">
            <TextInput
              aria-label={t('reports.claim.label')}
              placeholder={t('reports.claim.label')}
              size="xs"
              flex={1}
              value={label}
              onChange={(event) => change(index, { label: event.currentTarget.value })}
            />
            <TextInput
              aria-label={t('reports.claim.value')}
              placeholder="5.957"
              size="xs"
              w={110}
              value={value}
              onChange={(event) => change(index, { value: event.currentTarget.value })}
            />
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={t('reports.claim.remove')}
              disabled={denominators.length === 1}
              onClick={() =>
                onChange({ ...values, denominators: denominators.filter((_, at) => at !== index) })
              }
            >
              <IconTrash size={15} aria-hidden />
            </ActionIcon>
          </Group>
        ))}
        <Button
          size="compact-xs"
          variant="subtle"
          className="reports-add"
          leftSection={<IconPlus size={12} aria-hidden />}
          onClick={() => onChange({ ...values, denominators: [...denominators, { label: '', value: '' }] })}
        >
          {t('reports.claim.add')}
        </Button>
      </Stack>
    </fieldset>
  )
}
