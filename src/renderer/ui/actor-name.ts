import type { TFunction } from 'i18next'

/** Who did it, as people read it: the program's own doings are written `system:<part>`. */
export function actorName(t: TFunction, actor: string): string {
  return actor.startsWith('system:') ? t('ui.theStation') : actor
}
