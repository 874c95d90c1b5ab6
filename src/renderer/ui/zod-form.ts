import type { TFunction } from 'i18next'
import type { z } from 'zod'

type Issue = z.core.$ZodIssue

function sentence(t: TFunction, issue: Issue): string {
  switch (issue.code) {
    case 'too_small':
      if (issue.origin === 'string') {
        return Number(issue.minimum) <= 1
          ? t('ui.field.required')
          : t('ui.field.tooShort', { minimum: Number(issue.minimum) })
      }
      return t('ui.field.tooSmall', { minimum: Number(issue.minimum) })
    case 'too_big':
      return issue.origin === 'string'
        ? t('ui.field.tooLong', { maximum: Number(issue.maximum) })
        : t('ui.field.tooBig', { maximum: Number(issue.maximum) })
    case 'invalid_type':
      return t('ui.field.required')
    default:
      return issue.input === '' ? t('ui.field.required') : t('ui.field.invalid')
  }
}

/**
 * Checks a form's values with a schema of `shared`, the same that the host uses:
 * `useForm({ validate: zodForm(newUserSchema, t) })`. A field of `special` has its own sentence.
 */
export function zodForm(schema: z.ZodType, t: TFunction, special: Readonly<Record<string, string>> = {}) {
  return (values: unknown): Record<string, string> => {
    const parsed = schema.safeParse(values)
    const errors: Record<string, string> = {}
    if (parsed.success) return errors
    for (const issue of parsed.error.issues) {
      const field = issue.path.map(String).join('.')
      errors[field] ??= special[field] ?? sentence(t, issue)
    }
    return errors
  }
}
