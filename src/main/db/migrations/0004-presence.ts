/** Zones of a picture and who was in them. Column meanings: ../schema-presence.ts and docs/design/schema.md. */
export const PRESENCE_TABLES: readonly string[] = [
  `create table zones (
    id text primary key,
    camera_id text not null references cameras (id),
    kind text not null check (kind in ('counter', 'citizen-seat', 'officer-seat', 'waiting-area', 'notice-board', 'door', 'kiosk')),
    name text not null,
    counter_id text references counters (id),
    polygon_json text not null,
    valid_from_ms integer not null,
    valid_to_ms integer check (valid_to_ms > valid_from_ms),
    created_by text not null
  ) strict`,
  // The zones of a camera in force at a time.
  `create index zones_by_camera on zones (camera_id, valid_from_ms)`,

  `create table presence_hours (
    zone_id text not null references zones (id),
    hour_start_ms integer not null check (hour_start_ms % 3600000 = 0),
    packed blob not null,
    primary key (zone_id, hour_start_ms)
  ) strict`,

  `create table presence_looks (
    camera_id text not null references cameras (id),
    hour_start_ms integer not null check (hour_start_ms % 3600000 = 0),
    looked_packed blob not null,
    pictures integer not null check (pictures >= 0),
    troubles_json text not null,
    algorithm integer not null,
    looked_at_ms integer not null,
    primary key (camera_id, hour_start_ms)
  ) strict`,

  `create table usual_pictures (
    id text primary key,
    camera_id text not null references cameras (id),
    made_at_ms integer not null,
    kind text not null check (kind in ('computed', 'confirmed')),
    pixels blob not null,
    made_by text not null
  ) strict`,
  // The newest of a camera before a time.
  `create index usual_pictures_newest on usual_pictures (camera_id, made_at_ms)`,
]
