import { Avatar, Menu, Text, UnstyledButton, useMantineColorScheme } from '@mantine/core'
import { IconChevronDown, IconContrast, IconLogout, IconMoon, IconTextSize } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { orpc } from '#renderer/api/client.ts'
import { useMe } from '#renderer/api/session.ts'
import { changeLanguage, isLanguage, LANGUAGES } from '../i18n.ts'
import { useLook } from '../look/use-look.ts'

const LANGUAGE_NAMES = { vi: 'Tiếng Việt', en: 'English' } as const

/** `Nguyễn Thị Hoa` → `NH`. */
function initialsOf(name: string): string {
  const words = name.split(/\s+/).filter((word) => word !== '')
  return `${words.at(0)?.charAt(0) ?? ''}${words.length > 1 ? (words.at(-1)?.charAt(0) ?? '') : ''}`.toUpperCase()
}

export function UserMenu(): ReactNode {
  const { t, i18n } = useTranslation()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const me = useMe()
  const navigate = useNavigate()
  const queryClient = useQueryClient()
  const logout = useMutation(
    orpc.users.logout.mutationOptions({
      onSettled: async () => {
        await navigate({ to: '/login' })
        queryClient.clear()
      },
    }),
  )
  if (me === undefined) return null
  const { displayName, role } = me.user

  return (
    <Menu position="bottom-end" width={240} withinPortal>
      <Menu.Target>
        <UnstyledButton className="mc-user">
          <Avatar aria-hidden size={26} radius="xl" color="pine" name={displayName}>
            {initialsOf(displayName)}
          </Avatar>
          <Text size="sm" className="mc-nowrap">
            <span className="mc-only-heard">{t('user.account')} </span>
            {displayName}
          </Text>
          <IconChevronDown size={14} aria-hidden />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          {t(`roles.${role}`)} · {me.unitName}
        </Menu.Label>
        <Menu.Divider />
        <Menu.Label>{t('user.language')}</Menu.Label>
        <Menu.RadioGroup
          value={i18n.language}
          onChange={(value) => {
            if (isLanguage(value)) void changeLanguage(value)
          }}
        >
          {LANGUAGES.map((language) => (
            <Menu.RadioItem key={language} value={language}>
              {LANGUAGE_NAMES[language]}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
        <Menu.Label>{t('user.look')}</Menu.Label>
        <Menu.CheckboxItem
          checked={colorScheme === 'dark'}
          rightSection={<IconMoon size={15} aria-hidden />}
          onChange={(dark) => setColorScheme(dark ? 'dark' : 'light')}
        >
          {t('user.dark')}
        </Menu.CheckboxItem>
        <LookItems />
        <Menu.Divider />
        <Menu.Item
          leftSection={<IconLogout size={15} aria-hidden />}
          onClick={() => logout.mutate(undefined)}
        >
          {t('user.logout')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

/** What makes the pages easier to read, remembered in this browser. */
function LookItems(): ReactNode {
  const { t } = useTranslation()
  const [look, change] = useLook()
  const items = [
    { name: 'highContrast', icon: IconContrast },
    { name: 'largeText', icon: IconTextSize },
  ] as const
  return items.map(({ name, icon: Icon }) => (
    <Menu.CheckboxItem
      key={name}
      checked={look[name]}
      rightSection={<Icon size={15} aria-hidden />}
      onChange={(isOn) => change({ [name]: isOn })}
    >
      {t(`user.${name}`)}
    </Menu.CheckboxItem>
  ))
}
