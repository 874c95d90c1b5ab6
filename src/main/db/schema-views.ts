/** The table of people's own filters; see schema.ts for the conventions. */

/** The filters of one page that one person keeps under a name; nobody else sees them. */
export type SavedViewsTable = {
  id: string
  user_id: string
  page: string
  name: string
  /** The page's search parameters: see `viewSearchSchema`. */
  search_json: string
  created_at_ms: number
}
