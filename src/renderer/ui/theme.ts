import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core'
import { FOOTAGE_STATES, type FootageState } from '#shared/recordings/recordings.model.ts'

/** The one accent: pine green. Blue, red, purple, gold and amber are taken by footage and marks. */
const pine: MantineColorsTuple = [
  '#eaf6f3',
  '#d3ebe5',
  '#a6d6ca',
  '#76c0ae',
  '#4faf98',
  '#35a48a',
  '#23957b',
  '#0f7a64',
  '#0a6352',
  '#044d3f',
]

/** Quieter than Mantine's, for faults and for what cannot be undone. */
const red: MantineColorsTuple = [
  '#fdefed',
  '#fad9d6',
  '#f3b1ab',
  '#ec867e',
  '#e56058',
  '#dc463d',
  '#cf3831',
  '#b72c26',
  '#96221e',
  '#731916',
]

/** Cool greys of paper and ink, for text, lines and surfaces. */
const slate: MantineColorsTuple = [
  '#f5f7f7',
  '#e9eded',
  '#d8dfdf',
  '#bcc7c8',
  '#94a3a5',
  '#6b7c7f',
  '#506163',
  '#3a494b',
  '#263335',
  '#162022',
]

const dark: MantineColorsTuple = [
  '#dbe4e3',
  '#b4c2c1',
  '#93a3a3',
  '#667777',
  '#3d4c4d',
  '#2d3a3b',
  '#223031',
  '#182324',
  '#111a1b',
  '#0b1213',
]

export const theme = createTheme({
  primaryColor: 'pine',
  primaryShade: { light: 7, dark: 7 },
  colors: { pine, red, gray: slate, dark },
  black: '#16211f',
  autoContrast: true,
  luminanceThreshold: 0.36,
  fontFamily: "'Be Vietnam Pro', 'Segoe UI', system-ui, sans-serif",
  fontFamilyMonospace: "ui-monospace, 'Cascadia Mono', Consolas, 'DejaVu Sans Mono', monospace",
  // In rem, so that large text and the browser's own font size count.
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.25rem' },
  lineHeights: { xs: '1.35', sm: '1.4', md: '1.5', lg: '1.5', xl: '1.4' },
  spacing: { xs: '6px', sm: '10px', md: '14px', lg: '20px', xl: '28px' },
  radius: { xs: '3px', sm: '5px', md: '7px', lg: '10px', xl: '16px' },
  defaultRadius: 'sm',
  cursorType: 'pointer',
  focusRing: 'auto',
  respectReducedMotion: true,
  headings: {
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '1.25rem', lineHeight: '1.35' },
      h2: { fontSize: '1rem', lineHeight: '1.4' },
      h3: { fontSize: '0.875rem', lineHeight: '1.45' },
      h4: { fontSize: '0.8125rem', lineHeight: '1.45' },
    },
  },
  components: {
    Button: { defaultProps: { size: 'sm' } },
    TextInput: { defaultProps: { size: 'sm' } },
    PasswordInput: { defaultProps: { size: 'sm' } },
    NumberInput: { defaultProps: { size: 'sm' } },
    Select: { defaultProps: { size: 'sm', checkIconPosition: 'right' } },
    MultiSelect: { defaultProps: { size: 'sm' } },
    Tooltip: { defaultProps: { openDelay: 250, withArrow: true, maw: 360, multiline: true } },
    Modal: { defaultProps: { centered: true, overlayProps: { backgroundOpacity: 0.45 }, padding: 'lg' } },
    Badge: { defaultProps: { tt: 'none', fw: 500, variant: 'light', radius: 'sm' } },
    Paper: { defaultProps: { radius: 'md' } },
  },
})

/**
 * `solid`: fill alone · `hatched` / and `counter-hatched` \: stripes of mark on fill · `crossed`: both · `barred`: upright
 * bars · `dots` · `line`: one line of mark · `dotted-edge`: dotted border of mark. No two states that mean different
 * things share one, so that the eye that sees no colour tells them apart.
 */
export type FootagePattern =
  | 'solid'
  | 'hatched'
  | 'counter-hatched'
  | 'crossed'
  | 'barred'
  | 'dots'
  | 'line'
  | 'dotted-edge'
export type TokenColors = { readonly fill: string; readonly mark: string }
export type FootageColor = {
  readonly pattern: FootagePattern
  readonly light: TokenColors
  readonly dark: TokenColors
}

const darkRed: FootageColor = {
  pattern: 'barred',
  light: { fill: '#8f1d1d', mark: '#d98b87' },
  dark: { fill: '#8a2323', mark: '#ee9a94' },
}
const greyLine: FootageColor = {
  pattern: 'line',
  light: { fill: '#dfe3e6', mark: '#6d7880' },
  dark: { fill: '#333c41', mark: '#94a0a8' },
}

/**
 * The colour and pattern of each footage state, everywhere (docs/design/ui.md). In CSS: `var(--footage-<state>)` as
 * `background`, or `--footage-<state>-fill` and `-mark`. Canvas drawing reads the values here by colour scheme.
 */
export const FOOTAGE_COLORS: Readonly<Record<FootageState, FootageColor>> = {
  recorded: {
    pattern: 'solid',
    light: { fill: '#2f6fd6', mark: '#1c4da1' },
    dark: { fill: '#4a86e8', mark: '#8db6f5' },
  },
  backfilled: {
    pattern: 'hatched',
    light: { fill: '#b9d2f8', mark: '#2f6fd6' },
    dark: { fill: '#1e3a66', mark: '#5f97ee' },
  },
  'camera-offline': {
    pattern: 'counter-hatched',
    light: { fill: '#fbd9d7', mark: '#d3302b' },
    dark: { fill: '#4b1f20', mark: '#ee6660' },
  },
  'recorder-down': darkRed,
  'disk-full': darkRed,
  obstructed: {
    pattern: 'dots',
    light: { fill: '#8a57d0', mark: '#3b1a6e' },
    dark: { fill: '#6d43b0', mark: '#d6c0f7' },
  },
  expired: greyLine,
  purged: greyLine,
  'not-yet-fetched': {
    pattern: 'dotted-edge',
    light: { fill: '#ffffff', mark: '#78858b' },
    dark: { fill: '#141c1d', mark: '#94a0a8' },
  },
  unknown: {
    pattern: 'crossed',
    light: { fill: '#cfd4d6', mark: '#15191a' },
    dark: { fill: '#8b9799', mark: '#060808' },
  },
}

/** Marks laid over footage: the locked range's gold edge, the suggestion's amber diamond, the confirmed red flag. */
export const MARK_COLORS = {
  locked: { light: '#c2910c', dark: '#e5b93c' },
  suggestion: { light: '#d9780a', dark: '#f2a33a' },
  confirmed: { light: '#c62020', dark: '#f06a63' },
} as const

/** Surfaces and lines of the frame. */
const SURFACES = {
  light: {
    '--mantine-color-body': '#fbfcfc',
    '--mantine-color-error': '#c02a25',
    '--mantine-color-dimmed': '#566769',
    '--mantine-color-placeholder': '#5a6b6d',
    '--mc-surface': '#ffffff',
    '--mc-surface-sunken': '#f1f4f4',
    '--mc-line': '#dde3e3',
    '--mc-line-strong': '#c3cdcd',
    '--mc-row-hover': '#eff5f4',
    '--mc-row-selected': '#dff0ec',
    '--mc-ok': '#0f7a64',
    '--mc-warning': '#9a5b00',
    '--mc-danger': '#c02a25',
    '--mc-nav': '#0f2f2b',
    '--mc-nav-text': '#c5d8d4',
    '--mc-nav-active': '#1d4a43',
  },
  dark: {
    '--mantine-color-body': '#111a1b',
    '--mantine-color-error': '#f28b84',
    '--mantine-color-dimmed': '#9fb0b0',
    '--mantine-color-placeholder': '#9fb0b0',
    '--mantine-color-pine-light': '#1c4038',
    '--mantine-color-pine-light-hover': '#235046',
    '--mantine-color-pine-light-color': '#8fd3c1',
    '--mantine-color-red-light': '#46201f',
    '--mantine-color-red-light-hover': '#572827',
    '--mantine-color-red-light-color': '#f5a19a',
    '--mc-surface': '#182324',
    '--mc-surface-sunken': '#0d1516',
    '--mc-line': '#2a3738',
    '--mc-line-strong': '#3f4f50',
    '--mc-row-hover': '#1e2c2d',
    '--mc-row-selected': '#173a34',
    '--mc-ok': '#4fbfa3',
    '--mc-warning': '#e8b04a',
    '--mc-danger': '#f28b84',
    '--mc-nav': '#0a1716',
    '--mc-nav-text': '#a9bfbb',
    '--mc-nav-active': '#163530',
  },
} as const

/** One line through a tile from corner to corner; it meets that of the tile beside it. */
const stroke = (degrees: number, mark: string, fill: string): string =>
  `linear-gradient(${degrees}deg, ${fill} 44%, ${mark} 44% 56%, ${fill} 56%)`

function backgroundOf(state: FootageState): string {
  const fill = `var(--footage-${state}-fill)`
  const mark = `var(--footage-${state}-mark)`
  switch (FOOTAGE_COLORS[state].pattern) {
    case 'solid':
    case 'dotted-edge':
      return fill
    case 'hatched':
      return `repeating-linear-gradient(135deg, ${mark} 0 2px, ${fill} 2px 5px)`
    case 'counter-hatched':
      return `repeating-linear-gradient(45deg, ${mark} 0 2px, ${fill} 2px 5px)`
    case 'crossed':
      return `${stroke(45, mark, 'transparent')} 0 0 / 6px 6px, ${stroke(135, mark, fill)} 0 0 / 6px 6px`
    case 'barred':
      return `repeating-linear-gradient(90deg, ${mark} 0 1.5px, ${fill} 1.5px 5px)`
    case 'dots':
      return `radial-gradient(circle, ${mark} 1.2px, ${fill} 1.6px) 0 0 / 5px 5px`
    case 'line':
      return `linear-gradient(${mark}, ${mark}) center / 100% 2px no-repeat, ${fill}`
  }
}

function footageVariables(scheme: 'light' | 'dark'): Record<string, string> {
  const variables: Record<string, string> = {}
  for (const state of FOOTAGE_STATES) {
    variables[`--footage-${state}-fill`] = FOOTAGE_COLORS[state][scheme].fill
    variables[`--footage-${state}-mark`] = FOOTAGE_COLORS[state][scheme].mark
    variables[`--footage-${state}`] = backgroundOf(state)
  }
  for (const [name, colors] of Object.entries(MARK_COLORS)) variables[`--mark-${name}`] = colors[scheme]
  return variables
}

export const cssVariablesResolver: CSSVariablesResolver = () => ({
  variables: {},
  light: { ...SURFACES.light, ...footageVariables('light') },
  dark: { ...SURFACES.dark, ...footageVariables('dark') },
})
