import { Text, UnstyledButton } from '@mantine/core'
import { IconChevronRight, IconListCheck, IconSearch, IconSettings, IconUserCheck } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { roleSchema, type Role } from '#shared/users/users.model.ts'

export type DemoAccount = { readonly username: string; readonly password: string; readonly role: string }

const ICONS = {
  administrator: IconSettings,
  inspector: IconSearch,
  'office-staff': IconUserCheck,
  'committee-member': IconListCheck,
} as const satisfies Record<Role, unknown>

type DemoAccountsProps = {
  readonly accounts: readonly DemoAccount[]
  readonly busy: boolean
  readonly onChoose: (account: DemoAccount) => void
}

/** One click per role; only a demonstration's host names any. */
export function DemoAccounts({ accounts, busy, onChoose }: DemoAccountsProps): ReactNode {
  const { t } = useTranslation()
  if (accounts.length === 0) return null
  return (
    <section className="mc-demo">
      <Text size="sm" c="dimmed" mb={8}>
        {t('login.demo')}
      </Text>
      <div className="mc-demo-cards">
        {accounts.map((account) => {
          const role = roleSchema.safeParse(account.role)
          const Icon = role.success ? ICONS[role.data] : IconUserCheck
          const name = role.success ? t(`roles.${role.data}`) : account.role
          return (
            <UnstyledButton
              key={account.username}
              className="mc-demo-card"
              disabled={busy}
              onClick={() => onChoose(account)}
            >
              <Icon size={20} stroke={1.6} aria-hidden />
              <span className="mc-shrink">
                <Text size="sm" fw={600}>
                  <span className="mc-only-heard">{t('login.enterAs')} </span>
                  {name}
                </Text>
                {role.success && (
                  <Text size="xs" c="dimmed" lineClamp={2}>
                    {t(`login.doing.${role.data}`)}
                  </Text>
                )}
              </span>
              <IconChevronRight size={16} aria-hidden />
            </UnstyledButton>
          )
        })}
      </div>
    </section>
  )
}
