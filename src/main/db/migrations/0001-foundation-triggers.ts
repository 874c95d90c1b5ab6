/** What the tables of {@link file://./0001-foundation.ts} refuse beyond their checks, in each dialect's own words. */
export const FOUNDATION_TRIGGERS = {
  sqlite: [
    `create trigger audit_rows_no_update before update on audit_rows
      begin select raise(abort, 'audit rows are append only'); end`,
    `create trigger audit_rows_no_delete before delete on audit_rows
      begin select raise(abort, 'audit rows are append only'); end`,
    `create trigger deductions_cite_sealed_clip before insert on deductions
      when (select state from evidence_clips where id = new.evidence_clip_id) is not 'sealed'
      begin select raise(abort, 'a deduction must cite a sealed evidence clip'); end`,
    `create trigger deductions_keep_their_clip before update of evidence_clip_id, hundredths, criterion_code on deductions
      begin select raise(abort, 'a deduction is withdrawn, never rewritten'); end`,
    `create trigger sealed_clips_stay before update on evidence_clips
      when old.state = 'sealed'
      begin select raise(abort, 'a sealed clip never changes'); end`,
  ],
  postgres: [
    `create function refuse_change() returns trigger language plpgsql as
      $$ begin raise exception '%', tg_argv[0]; end $$`,
    `create trigger audit_rows_append_only before update or delete or truncate on audit_rows
      for each statement execute function refuse_change('audit rows are append only')`,
    `create function refuse_unsealed_clip() returns trigger language plpgsql as $$ begin
      if not exists (select 1 from evidence_clips where id = new.evidence_clip_id and state = 'sealed') then
        raise exception 'a deduction must cite a sealed evidence clip';
      end if;
      return new; end $$`,
    `create trigger deductions_cite_sealed_clip before insert on deductions
      for each row execute function refuse_unsealed_clip()`,
    `create trigger deductions_keep_their_clip before update of evidence_clip_id, hundredths, criterion_code on deductions
      for each row execute function refuse_change('a deduction is withdrawn, never rewritten')`,
    `create trigger sealed_clips_stay before update on evidence_clips
      for each row when (old.state = 'sealed') execute function refuse_change('a sealed clip never changes')`,
  ],
} as const
