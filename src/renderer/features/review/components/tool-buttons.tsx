import { ActionIcon, Button, Tooltip } from '@mantine/core'
import type { ReactNode } from 'react'

type ToolButtonProps = {
  readonly label: string
  readonly keyName: string
  readonly isOff?: boolean
  /** Set for what can be switched on and off. */
  readonly isOn?: boolean
  readonly testId?: string
  readonly onClick: () => void
  readonly children: ReactNode
}

export function ToolButton({
  label,
  keyName,
  isOff = false,
  isOn,
  testId,
  onClick,
  children,
}: ToolButtonProps): ReactNode {
  return (
    <Tooltip label={`${label} (${keyName})`}>
      <ActionIcon
        className="review-tool"
        variant={isOn ? 'filled' : 'subtle'}
        {...(isOn ? {} : { color: 'gray' })}
        size={28}
        aria-label={label}
        aria-pressed={isOn}
        disabled={isOff}
        data-testid={testId}
        onClick={onClick}
      >
        {children}
      </ActionIcon>
    </Tooltip>
  )
}

type ModeButtonProps = {
  readonly word: string
  readonly label: string
  readonly keyName: string
  readonly isOn: boolean
  readonly testId: string
  readonly onClick: () => void
  readonly children: ReactNode
}

/** What stays on until it is switched off says so in a word, where there is room for one. */
export function ModeButton({
  word,
  label,
  keyName,
  isOn,
  testId,
  onClick,
  children,
}: ModeButtonProps): ReactNode {
  return (
    <Tooltip label={`${label} (${keyName})`}>
      <Button
        size="compact-sm"
        className="review-mode"
        variant={isOn ? 'light' : 'default'}
        aria-label={word}
        aria-pressed={isOn}
        data-testid={testId}
        leftSection={children}
        onClick={onClick}
      >
        {word}
      </Button>
    </Tooltip>
  )
}
