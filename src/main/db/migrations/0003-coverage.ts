import type { DialectName } from '../dialect-name.ts'

/** Footage of each desk event, kept and updated. Column meanings: ../schema-coverage.ts and docs/design/schema.md. */
export const COVERAGE_TABLES: readonly string[] = [
  `create table coverage_events (
    dossier_id text not null,
    kind text not null,
    at_log_ms integer not null,
    source_id text not null references log_sources (id),
    room_id text not null references rooms (id),
    counter_id text references counters (id),
    dossier_code text not null,
    procedure_name text,
    camera_ids_json text not null,
    at_ms integer not null,
    day_ms integer not null,
    window_from_ms integer not null,
    window_to_ms integer not null check (window_to_ms >= window_from_ms),
    covered_ms integer not null check (covered_ms >= 0),
    missing_ms integer not null check (missing_ms >= 0),
    verdict text not null check (verdict in ('covered', 'partial', 'missing')),
    uncertainty_ms integer not null check (uncertainty_ms >= 0),
    depends_on_clock integer not null check (depends_on_clock in (0, 1)),
    settles_at_ms integer,
    primary key (dossier_id, kind, at_log_ms)
  ) strict`,
  /* Serves the list of a range, and what a change of footage in a room's range touches. */
  `create index coverage_events_by_room on coverage_events (room_id, at_ms)`,
  /* Serves what a change of the log touches. */
  `create index coverage_events_by_log on coverage_events (source_id, at_log_ms)`,
  /* Serves the dashboard: figures per room and day without reading the rows. */
  `create index coverage_events_by_day on coverage_events (room_id, day_ms, verdict, covered_ms, missing_ms)`,
  /* Serves the upkeep: events whose footage is not all there yet because it is too early. */
  `create index coverage_events_unsettled on coverage_events (room_id, at_ms) where settles_at_ms is not null`,

  `create table coverage_missing (
    dossier_id text not null,
    kind text not null,
    at_log_ms integer not null,
    from_ms integer not null,
    to_ms integer not null check (to_ms > from_ms),
    cause text not null check (cause in ('camera-offline', 'recorder-down', 'disk-full', 'obstructed', 'expired',
      'purged', 'not-yet-fetched', 'unknown', 'no-camera', 'not-scheduled')),
    room_id text not null,
    day_ms integer not null,
    primary key (dossier_id, kind, at_log_ms, from_ms),
    foreign key (dossier_id, kind, at_log_ms) references coverage_events (dossier_id, kind, at_log_ms)
      on delete cascade
  ) strict`,
  /* Serves the dashboard: missing time by room, day and cause as a plain sum over the index. */
  `create index coverage_missing_by_day on coverage_missing (room_id, day_ms, cause, from_ms, to_ms)`,

  `create table coverage_dirty (
    scope_kind text not null check (scope_kind in ('station', 'room', 'counter', 'camera', 'source')),
    scope_id text not null,
    from_ms integer not null,
    to_ms integer not null check (to_ms > from_ms),
    version integer not null,
    primary key (scope_kind, scope_id, from_ms, to_ms)
  ) strict`,

  `create table coverage_state (
    id integer primary key check (id = 1),
    generation integer not null,
    missing_folders_json text not null
  ) strict`,
  `insert into coverage_state values (1, 0, '[]')`,
]

/** After everything: the largest instant there is. */
const FAR = '8640000000000000'
const HOUR = '3600000'

type Mark = {
  readonly scope: 'station' | 'room' | 'counter' | 'camera' | 'source'
  readonly id: string
  readonly from: string
  readonly to: string
  /** Nothing is marked unless it holds. */
  readonly when?: string
}

/** What of a row, `new` or `old`, has to be judged again. */
type Watch = {
  readonly table: string
  readonly marks: (row: 'new' | 'old') => readonly Mark[]
  /** An update marks what both rows say only when one of these columns changed. */
  readonly columns: readonly string[]
}

/** The hour of the log's clock that holds an instant: a whole register then marks few ranges. */
function hourOf(row: string, column: string): Mark {
  const hour = `${row}.${column} - ${row}.${column} % ${HOUR}`
  return {
    scope: 'source',
    id: `${row}.source_id`,
    from: hour,
    to: `${hour} + ${HOUR}`,
    when: `${row}.${column} is not null and ${row}.channel = 'walk-in'`,
  }
}

const WATCHED: readonly Watch[] = [
  {
    table: 'segments',
    columns: ['state', 'origin', 'start_at_ms', 'end_at_ms'],
    marks: (row) => [
      { scope: 'camera', id: `${row}.camera_id`, from: `${row}.start_at_ms`, to: `${row}.end_at_ms` },
    ],
  },
  {
    table: 'absences',
    columns: ['from_ms', 'to_ms', 'cause'],
    marks: (row) => [
      {
        scope: 'camera',
        id: `${row}.camera_id`,
        from: `${row}.from_ms`,
        to: `coalesce(${row}.to_ms, ${FAR})`,
        when: `coalesce(${row}.to_ms, ${FAR}) > ${row}.from_ms`,
      },
    ],
  },
  {
    table: 'device_recordings',
    columns: ['from_ms', 'to_ms'],
    marks: (row) => [{ scope: 'camera', id: `${row}.camera_id`, from: `${row}.from_ms`, to: `${row}.to_ms` }],
  },
  {
    table: 'cameras',
    columns: ['room_id', 'created_at_ms', 'removed_at_ms'],
    marks: (row) => [{ scope: 'room', id: `${row}.room_id`, from: '0', to: FAR }],
  },
  {
    table: 'camera_schedules',
    columns: ['kind', 'pre_roll_ms', 'post_roll_ms', 'valid_from_ms', 'valid_to_ms'],
    marks: (row) => [
      {
        scope: 'camera',
        id: `${row}.camera_id`,
        from: `${row}.valid_from_ms`,
        to: `coalesce(${row}.valid_to_ms, ${FAR})`,
      },
    ],
  },
  {
    table: 'camera_views',
    columns: ['camera_id', 'counter_id', 'valid_from_ms', 'valid_to_ms'],
    marks: (row) => [
      {
        scope: 'counter',
        id: `${row}.counter_id`,
        from: `${row}.valid_from_ms`,
        to: `coalesce(${row}.valid_to_ms, ${FAR})`,
      },
    ],
  },
  {
    table: 'working_calendars',
    columns: ['unit_id', 'valid_from_ms', 'valid_to_ms', 'body_json'],
    marks: (row) => [
      {
        scope: 'station',
        id: `''`,
        from: `${row}.valid_from_ms`,
        to: `coalesce(${row}.valid_to_ms, ${FAR})`,
      },
    ],
  },
  {
    table: 'log_sources',
    columns: ['room_id', 'window_before_ms', 'window_after_ms'],
    marks: (row) => [{ scope: 'source', id: `${row}.id`, from: '0', to: FAR }],
  },
  {
    table: 'clock_offsets',
    columns: ['source_id', 'offset_ms', 'uncertainty_ms', 'measured_at_ms'],
    marks: (row) => [
      { scope: 'source', id: `${row}.source_id`, from: '0', to: FAR, when: `${row}.source_kind = 'log'` },
    ],
  },
  {
    table: 'dossiers',
    columns: [
      'code',
      'procedure_name',
      'received_at_log_ms',
      'returned_at_log_ms',
      'channel',
      'counter_id',
      'source_id',
    ],
    marks: (row) => [hourOf(row, 'received_at_log_ms'), hourOf(row, 'returned_at_log_ms')],
  },
]

const EVENTS = [
  { event: 'insert', rows: ['new'] },
  { event: 'update', rows: ['old', 'new'] },
  { event: 'delete', rows: ['old'] },
] as const

function markStatement({ scope, id, from, to, when = '1 = 1' }: Mark): string {
  return `insert into coverage_dirty (scope_kind, scope_id, from_ms, to_ms, version)
    select '${scope}', ${id}, ${from}, ${to}, 1 where ${when}
    on conflict (scope_kind, scope_id, from_ms, to_ms) do update set version = coverage_dirty.version + 1;`
}

function changed(columns: readonly string[], isNot: string): string {
  return columns.map((column) => `old.${column} ${isNot} new.${column}`).join(' or ')
}

function sqliteTriggers({ table, columns, marks }: Watch): string[] {
  return EVENTS.map(({ event, rows }) => {
    const only = event === 'update' ? ` when ${changed(columns, 'is not')}` : ''
    const statements = rows.flatMap((row) => marks(row)).map(markStatement)
    return `create trigger coverage_${table}_${event} after ${event} on ${table}${only} begin ${statements.join('\n')} end`
  })
}

function postgresTriggers({ table, columns, marks }: Watch): string[] {
  return EVENTS.flatMap(({ event, rows }) => {
    const name = `coverage_${table}_${event}`
    const only = event === 'update' ? ` when (${changed(columns, 'is distinct from')})` : ''
    const statements = rows.flatMap((row) => marks(row)).map(markStatement)
    return [
      `create function ${name}() returns trigger language plpgsql as $$ begin ${statements.join('\n')} return null; end $$`,
      `create trigger ${name} after ${event} on ${table} for each row${only} execute function ${name}()`,
    ]
  })
}

/** What is there when the tables are made has never been judged. */
const EVERYTHING = `insert into coverage_dirty (scope_kind, scope_id, from_ms, to_ms, version)
  select 'room', id, 0, ${FAR}, 1 from rooms`

/**
 * Whoever changes footage, log or mapping, by whatever way, leaves in the same transaction what has to be judged again:
 * no caller can forget it, and no crash can lose it.
 */
export const COVERAGE_TRIGGERS: Readonly<Record<DialectName, readonly string[]>> = {
  sqlite: [...WATCHED.flatMap(sqliteTriggers), EVERYTHING],
  postgres: [...WATCHED.flatMap(postgresTriggers), EVERYTHING],
}
