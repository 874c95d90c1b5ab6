import i18next, { type i18n } from 'i18next'
import { initReactI18next } from 'react-i18next'

export const LANGUAGES = ['vi', 'en'] as const
export type Language = (typeof LANGUAGES)[number]

export type WordTree = { readonly [key: string]: string | WordTree }
type WordFile = { readonly vi?: WordTree; readonly en?: WordTree }

const LANGUAGE_KEY = 'minh-chung.language'

/** Words of `app` stand at the root (`t('errors.unknown')`), all others under their folder (`t('review.title')`). */
const files = import.meta.glob<WordFile>(
  [
    './locales/{vi,en}.ts',
    '../{dialogs,player,timeline,ui}/locales/{vi,en}.ts',
    '../features/*/locales/{vi,en}.ts',
  ],
  { eager: true },
)

function folderOf(path: string): string {
  return path.startsWith('./locales/') ? '' : (path.split('/').at(-3) ?? '')
}

export function collectWords(language: Language): WordTree {
  const words: Record<string, string | WordTree> = {}
  for (const [path, file] of Object.entries(files)) {
    const tree = file[language]
    if (tree === undefined) continue
    const folder = folderOf(path)
    if (folder === '') Object.assign(words, tree)
    else words[folder] = tree
  }
  return words
}

export function isLanguage(value: unknown): value is Language {
  return value === 'vi' || value === 'en'
}

export function storedLanguage(): Language {
  const stored = globalThis.localStorage?.getItem(LANGUAGE_KEY)
  return isLanguage(stored) ? stored : 'vi'
}

export async function startI18n(language: Language): Promise<i18n> {
  await i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'vi',
    resources: { vi: { translation: collectWords('vi') }, en: { translation: collectWords('en') } },
    interpolation: { escapeValue: false },
    returnNull: false,
  })
  document.documentElement.lang = language
  return i18next
}

export async function changeLanguage(language: Language): Promise<void> {
  globalThis.localStorage?.setItem(LANGUAGE_KEY, language)
  document.documentElement.lang = language
  await i18next.changeLanguage(language)
}
