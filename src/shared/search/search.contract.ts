import { query } from '../rpc/procedure.ts'
import { searchAnswerSchema, searchInputSchema } from './search.model.ts'

export const searchContract = {
  /** What the text may mean, in the rooms that the person may look into; newest first. Empty for a text without words. */
  query: query('dossiers.read', '/search').input(searchInputSchema).output(searchAnswerSchema),
}
