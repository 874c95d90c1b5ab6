import { presenceErrors } from './errors-presence.en.ts'
import { clockAndQueueErrors } from './errors-clock-and-queue.en.ts'

/** What happened, what it means for the work, what to do. */
export const errors = {
  unknown:
    'Something went wrong ({{code}}). Nothing was saved. Try again; if it stays, tell the administrator.',
  host: {
    unreachable: 'The station does not answer. What you see may be old. Check the network, then try again.',
  },
  input: { invalid: 'A field is not right. Nothing was saved. Look through the fields and try again.' },
  internal: 'The station failed. Nothing was saved. Try again; if it stays, tell the administrator.',
  unexpected: 'The station failed. Nothing was saved. Try again; if it stays, tell the administrator.',
  call: { cancelled: 'This was stopped before it was done. Nothing was saved.' },
  login: {
    wrong: 'Wrong user name or password. Type them again; mind Caps Lock and the Vietnamese keyboard.',
    locked:
      'The account is locked after several wrong tries. Try again in {{minutes}} minutes, or ask the administrator for a new password.',
  },
  view: {
    unknown: 'This saved filter is gone. Reload the page.',
    'too-many': 'A page keeps at most {{most}} filters. Remove an old one and save again.',
  },
  export: {
    'too-many':
      'The list has {{rows}} rows; one file takes {{most}}. Narrow it, by month for example, and export again.',
    changed:
      'The list changed while it was exported ({{rows}}/{{total}} rows), so no file was kept. Export again.',
    gone: 'This file no longer waits (15 minutes have passed). Export again.',
  },
  finding: {
    unknown: 'This finding is gone; a later run may have dropped it. Reload the list.',
  },
  station: {
    'has-users': 'The station has an administrator already. Reload the page and log in.',
  },
  session: {
    none: 'Your session has ended. Log in to go on; the page you were on is kept.',
    expired: 'Your session has ended. Log in to go on; the page you were on is kept.',
  },
  permission: { denied: 'Your role may not do this. If you need it, ask the administrator.' },
  room: {
    'not-yours': 'Another unit owns this room and has not let yours view it. Ask that unit for a grant.',
    unknown: 'This room no longer exists. Reload the page and choose another.',
    'not-in-commune': 'A room must belong to a commune. Choose the unit again.',
  },
  unit: {
    unknown: 'This unit no longer exists. Reload the page and choose another.',
    'already-ended': 'This unit had ended before. Nothing was changed.',
    exists: 'A unit with this code exists. Check the identification code.',
  },
  calendar: {
    'not-midnight':
      'A calendar can only begin to hold at the start of a day. Nothing was saved. Choose the day again.',
  },
  ledger: {
    'not-adding-up':
      'The ledger of {{camera}} does not add up, so it is not shown. The recordings are not affected. Tell the administrator at once.',
  },
  counter: {
    exists: 'The room already has a counter with this code. Choose another code.',
    unknown: 'This counter no longer exists. Reload the page and choose another.',
    'not-in-room': 'The chosen counter is not in this room. Choose the counter again.',
  },
  user: {
    exists: 'This user name is taken. Choose another.',
    unknown: 'This account no longer exists. Reload the page.',
    self: 'You cannot deactivate your own account. Ask another administrator.',
    inactive: 'This account is deactivated. Ask the administrator to open it.',
  },
  grant: {
    unknown: 'This grant no longer exists. Reload the page.',
    owner: 'This unit owns the room and can view it already: no grant is needed.',
    'already-revoked': 'This grant had been revoked before. Nothing was changed.',
  },
  camera: {
    'no-card':
      'This camera has an RTSP stream alone, so its card cannot be read. Import files from the recorder instead.',
    'probe-failed':
      'The camera did not pass its check and was not added. Do what the red line says, then check again.',
    duplicate: 'This camera is in the list already, as “{{name}}”. It was not added again.',
    unknown: 'This camera no longer exists. Reload the page.',
    ambiguous: 'Several cameras have this name. Choose by the id of the camera.',
    removed: 'This camera was removed. Its recordings stay.',
    'no-clock':
      'The camera has only an RTSP stream and cannot be asked the time. The station’s time is used.',
    'counter-elsewhere': 'The chosen counter is not in this room. Choose the counter again.',
    'no-sub-stream':
      'The camera has no sub-stream, so nothing was changed. Turn it on in the camera, check again, then choose once more.',
    'range-unreadable':
      '“{{value}}” cannot be read. Type ranges such as 192.168.1.10-60 or 192.168.1.0/24, or single addresses.',
    'range-too-long':
      'These are {{count}} addresses, more than the {{max}} of one search. Nothing was searched. Split them up.',
    'list-too-long':
      'The list has {{count}} cameras, more than {{max}} at once. Nothing was read. Split it into several lists.',
  },
  source: { unknown: 'This log source no longer exists. Reload the page and choose another.' },
  'log-source': {
    unknown: 'This log source no longer exists. Reload the page and choose another.',
    exists: 'A log source with this name exists. Choose another name.',
  },
  dossier: { unknown: 'This dossier is gone: its import may have been undone. Reload the list.' },
  'import-profile': {
    unknown: 'This column profile is gone. Reload the page and choose another.',
    'name-taken': 'There is a profile “{{name}}” for this kind of file already. Choose another name.',
  },
  import: {
    'in-use': 'A bookmark or clip cites dossiers of this import, so it cannot be undone. Remove those first.',
    'preview-gone': 'The preview has expired. Nothing was imported. Choose the file again.',
    unreadable:
      'The file cannot be read. Nothing was imported. Open it in Excel, save as .xlsx or .csv, choose it again.',
    'unreadable-empty':
      'There is nothing in the file. Nothing was imported. Export it again, then choose it again.',
    'unreadable-too-large':
      'The file is too large (64 MB at most). Nothing was imported. Export shorter periods and import each.',
    'unreadable-too-many-rows':
      'The file has too many rows (200,000 at most). Nothing was imported. Export shorter periods and import each.',
    'unreadable-too-many-columns':
      'The file has too many columns (512 at most). Nothing was imported. Delete the columns that are not needed.',
    'unreadable-unpacks-too-large':
      'The file unpacks to too much and may be harmful. Nothing was imported. Export it again from the software.',
    'unreadable-not-a-workbook':
      'This archive is no Excel workbook. Nothing was imported. Choose an .xlsx or .csv file.',
    'unreadable-encrypted':
      'The file has a password. Nothing was imported. Open it in Excel, remove the password, save and choose it again.',
    'unreadable-old-xls':
      'The file is an Excel 97–2003 workbook (old .xls). Nothing was imported. Open it in Excel, save as .xlsx and choose it again.',
    'unreadable-encrypted-or-xls':
      'The file has a password or is an old .xls. Nothing was imported. Open it in Excel, save as .xlsx without a password.',
    'unreadable-no-table':
      'There is no table in the file. Nothing was imported. The session may have expired at export: export again.',
    'unreadable-damaged':
      'The file is damaged or cut off. Nothing was imported. Export or copy it again, then choose it again.',
    'unreadable-encoding':
      'The encoding of the text is not known. Nothing was imported. Open it in Excel, save as .xlsx or CSV UTF-8.',
    'unreadable-mixed-encodings':
      'The file mixes two encodings, from line {{line}} on. Nothing was imported. Export again, do not join files by hand.',
    'unreadable-open-quote':
      'A quotation mark opens and never closes. Nothing was imported. Mend the file or export it again.',
    'unreadable-bad-json': 'The JSON is broken or cut off. Nothing was imported. Export it again.',
    'unreadable-out-of-memory':
      'Reading this file needs too much memory. Nothing was imported; recording goes on. Export shorter periods.',
    'unreadable-crashed':
      'The reading broke off. Nothing was imported; recording goes on. Give the file to the administrator.',
    cancelled: 'The reading was stopped. Nothing was imported.',
    'no-code-column':
      'No column with dossier codes was found. Nothing was imported. Check the header row (“Mã hồ sơ”), then choose the file again.',
    'no-received-column':
      'No column with the time of receipt was found. Nothing was imported. Check the header row (“Ngày tiếp nhận”).',
    empty: 'The file holds no dossier. Nothing was imported. Check the exported file.',
    'no-register':
      'The file holds no table like a dossier register. Nothing was imported. Check the header row (“Mã hồ sơ”), then choose it again.',
    'too-large': 'The file is too large (64 MB at most). Export shorter periods and import them one by one.',
    superseded:
      'A later import changed these very rows. Nothing was undone. Undo the later one first, then this one.',
    'not-read': 'The file is still being read, so nothing was imported. Wait for the preview, then import.',
    'source-changed':
      'Somebody else keeps importing into this source, so nothing was imported. Wait, choose the file again, import.',
    'file-changed':
      'The file that waited at the station was changed. Nothing was imported. Choose the original again.',
    failed:
      'The station failed while importing, so nothing was imported. Try again; if it fails again, tell the administrator.',
    unknown: 'This import no longer exists. Reload the page.',
    'already-undone': 'This import had been undone before. Nothing was changed.',
    'already-imported':
      'This file was imported before. See the history; to import it again, undo the earlier one first.',
  },
  reception: {
    unknown: 'This row is no longer in the register: its import may have been undone. Reload the page.',
    removed: 'This row was taken out of the register. Restore it before you edit it.',
    'not-removed': 'This row is in the register; there is nothing to restore.',
    'not-midnight': 'The day is not right. Nothing was saved. Choose the day again.',
    secret:
      'Who denounces must stay secret: only somebody who may see personal data can make a denunciation something else.',
    'edited-since':
      'Somebody has edited {{rows}} rows of this import since, so it cannot be undone. Take out single rows instead.',
  },
  range: {
    empty: 'The end must come after the start. Set the two marks again.',
    'too-long': 'The period is too long. Choose a shorter one.',
  },
  bookmark: {
    cited: 'A clip was made from this bookmark, so it has to stay.',
    unknown: 'This bookmark no longer exists. Reload the page.',
    active: 'This bookmark is in use; there is nothing to restore.',
    removed: 'This bookmark was removed. Restore it before using it.',
    'one-room': 'The chosen cameras are in different rooms. Bookmark one room at a time.',
    tags: 'A bookmark has at most {{most}} tags. Take some off first.',
    twice: 'A bookmark was named twice. Reload the page and choose again.',
    'other-rooms': 'The chosen cameras are in different rooms. Bookmark one room at a time.',
  },
  evidence: {
    'no-footage':
      'There is no footage in the chosen range, so no clip can be cut. Choose another range or camera.',
    'clip-not-sealed': 'The clip is not sealed yet. Wait for the job to finish, then try again.',
    unknown: 'This clip no longer exists. Reload the page.',
    'in-future': 'The chosen range has not ended. Wait until it is recorded.',
    'too-long': 'The chosen range is too long. Choose a shorter one, or cut several clips.',
    'too-large': 'The clip is too large. Choose a shorter range or fewer cameras.',
    'no-such-camera': 'The bookmark’s camera is gone. Bookmark again with another camera.',
    'not-making': 'This clip is not being made. Reload the page.',
    'not-verified':
      'The new clip failed its check and was not sealed. The recording is untouched. Tell the administrator.',
    unreadable: 'The evidence file cannot be read. Tell the administrator at once.',
    failed:
      'The clip could not be made. The recording is untouched. Try again; if it stays, tell the administrator.',
    'file-missing': 'The evidence file is not on the disk. Tell the administrator at once.',
  },
  recording: {
    missing: 'The recording is not on the disk. Ask the administrator to check.',
    'not-found': 'There is no footage at this moment.',
  },
  job: {
    unknown: 'This job no longer exists. Reload the page.',
    finished: 'The job has finished and can no longer be cancelled.',
    interrupted: 'The job was interrupted. Start it again.',
    cancelled: 'The job was cancelled as asked.',
    stopped: 'The job stopped because the station was shut down. It goes on when the station is back.',
  },
  deduction: {
    'wrong-commune': 'This clip is of another commune and cannot be cited here. Choose another clip.',
    'over-max': 'The deductions exceed the criterion’s maximum. Deduct less.',
    'outside-period': 'The clip lies outside the scoring period. Choose a clip within it.',
    'already-withdrawn': 'This deduction had been withdrawn. Nothing was changed.',
    withdrawn: 'This deduction had been withdrawn. Nothing was changed.',
    unknown: 'This deduction no longer exists. Reload the scorecard.',
  },
  score: {
    'over-max': 'The score exceeds the criterion’s maximum. Type it again.',
    'reason-missing': 'The appraisal differs from the self-score: a reason is needed.',
    step: 'A score must be a whole number of scoring steps and not negative. Type it again.',
    'survey-leaf': 'This criterion is scored by the survey, not by appraisal. Use the survey column.',
    'not-survey-leaf': 'This criterion is not scored by the survey. Use the self-score or appraisal column.',
  },
  criterion: { unknown: 'The template has no such criterion.' },
  template: {
    unknown: 'There is no such criteria template.',
    changed: 'The criteria template changed without a new version number. Tell the administrator.',
  },
  scorecard: {
    exists: 'This commune has a scorecard for that period. Open it.',
    unknown: 'This scorecard no longer exists. Reload the page.',
    'not-a-commune': 'Scorecards are for communes only. Choose the unit again.',
    published: 'The scorecard is published and can no longer be changed.',
  },
  secrets: { unreadable: 'The stored camera password cannot be opened. Type the camera’s password again.' },
  secret: { unreadable: 'The stored camera password cannot be opened. Type the camera’s password again.' },
  credentials: {
    wrong: 'The camera refuses this name or password. Type them again; many cameras lock after a few tries.',
  },
  reach: {
    timeout: 'The camera does not answer. Check its power and cable, then try again.',
    refused: 'The camera refuses the connection. Check that ONVIF is on and the port is right.',
    'not-onvif': 'The device at this address is no ONVIF camera. Check the address.',
    'no-host': 'No such name on the network. Type the camera’s IP number.',
    'not-a-camera':
      'This device has no picture: it may be a printer or a switch. Nothing was added. Check the address.',
  },
  stream: {
    timeout: 'The camera sends no picture. Restart it, then try again.',
    'unsupported-codec': 'The video format cannot be used. Set the camera to H.264 or H.265.',
    refused: 'The camera refuses to send its picture. Check the RTSP port, or restart the camera.',
    unauthorized: 'The camera refuses name or password for its picture. Type them again.',
    'not-found':
      'The camera has no picture at this address. Check the address, or run the camera check again.',
    'no-video': 'The stream holds no video that can be used. Set the camera to H.264 or H.265.',
  },
  device: {
    failed: 'The camera answered with a fault. Restart it, then try again.',
    fault: 'The camera answered with a fault. Restart it, then try again.',
    unreadable: 'The camera’s answer cannot be understood. Update its firmware, then try again.',
    'no-snapshot': 'The camera gave no still picture. Its recording is not affected.',
  },
  segment: {
    unknown: 'This recording no longer exists. Reload the page.',
    damaged: 'This recording is damaged on the disk and cannot be shown. Ask the administrator to check.',
  },
  ffmpeg: {
    missing: 'The station lacks its video tool (ffmpeg). Ask the administrator to install the program again.',
  },
  data: { 'in-use': 'Another program is using the data folder. Close that one first.' },
  file: {
    missing: 'The file is not on the disk. Ask the administrator to check.',
    failed:
      'A file could not be read or written. Nothing was saved. Ask the administrator to check the disk.',
    outside: 'This file path is not allowed. Tell the administrator.',
    busy: 'Another program has the file open. Close it and try again.',
    denied:
      'The station may not use this file or folder. Give it the right to read and write, then try again.',
    'other-folder': 'A file cannot move from one storage folder to another. Nothing was changed.',
  },
  transcode: {
    failed: 'The footage could not be converted for viewing. The recording is untouched. Try again later.',
  },
  database: {
    newer: 'The data belongs to a newer version of the program. Install that version and open it again.',
  },
  disk: {
    full: 'The disk is full and recording has stopped. Tell the administrator at once to add or free space.',
    'read-only': 'The disk can only be read. Check its write protection and its health, then try again.',
    failed:
      'The disk reports errors. Copy what is on it and replace it; recordings on other disks are not touched.',
  },
  webhook: {
    none: 'There is no address for alerts yet. Enter one and try again.',
    unreachable:
      'The address for alerts did not answer within 5 seconds. Check the address and the network; alerts in the program are complete.',
    refused: 'The receiver refused the alert (code {{status}}). Check the address and the signing key.',
  },
  alert: { unknown: 'This alert is no longer there. Reload the page.' },
  audit: { 'no-verb': 'The station could not write its log. Nothing was saved. Tell the administrator.' },
  backfill: {
    busy: 'Missing footage is already being filled in for this camera. Wait until that has ended, then try again.',
    unknown: 'This fetching of footage is gone. Reload the page.',
    finished: 'This fetching has already ended. Nothing was changed.',
    running: 'This fetching has not ended. Cancel it first, then take it back.',
    'nothing-left': 'Nothing is left of this fetching to take back. Nothing was changed.',
    'nothing-to-fetch':
      "The camera's card holds nothing of what is missing in this range. Ask the card again, or import files from the recorder.",
    incomplete:
      'The card did not play all that is missing; what came was kept. Try again, or import files from the recorder.',
    future:
      "The file's time lies in the future, so it cannot be imported. Check its start or the recorder's clock.",
    'time-unknown':
      'Nobody can tell when this file was filmed: neither its name nor its content says. Type its start.',
    duplicate: 'This file was imported before; the content is the same. It is not imported again.',
    'pattern-broken':
      'The pattern of names is not right: it needs year, month, day, hour, minute and second. Correct it.',
  },
  media: {
    unreadable: 'This file cannot be read: it is broken or no recording. Export it from the recorder again.',
    'no-video': 'This file has no picture. Choose another one.',
    'unsupported-codec':
      'The file is not H.264 or H.265, so it cannot be taken over as it is. Export it as H.264.',
    truncated: 'The file is cut short or damaged on the way. The footage before the damage was kept.',
  },
  folder: {
    'not-absolute': 'Give the full path of the folder on the station, from its drive on.',
    missing: 'The station has no such folder. Check the path, and whether the drive is plugged in.',
    'too-many-files': 'The folder holds too many files (limit {{limit}}). Choose its subfolders one by one.',
    unreadable: 'This folder cannot be read. Check its permissions and the drive.',
    nested: 'This folder is, holds or lies in one that holds recordings. Choose another one.',
    known: 'This folder is in the list already.',
    foreign:
      'This folder carries the mark of another station. If that is surely over, delete minh-chung-folder.json in it and try again.',
    unknown: 'This storage folder no longer exists. Reload the page.',
    'not-empty':
      'The folder still holds recordings. Set it to "read only" so that nothing is added, and remove it when they have expired.',
  },
  procedure: {
    unknown: 'This procedure is no longer there. Load the page again.',
    ended: 'This procedure has ended before. Nothing was changed.',
    later:
      'Procedure {{code}} already has a time limit from a later day. Nothing was saved. Choose a day after that.',
    'code-wrong': '{{code}} is no procedure code. As 1.001193.',
  },
  purge: {
    locked: 'Some of this footage is locked, so it is not deleted. Release the lock first, then try again.',
    changed:
      'The number of files has changed (now {{segments}}). Nothing was deleted. Look again and confirm.',
    'too-much': 'At most {{most}} files can be deleted at once. Choose a shorter range.',
  },
  lock: {
    unknown: 'This lock no longer exists. Reload the page.',
    'in-future': 'Only recorded footage can be locked. Set the end to now at the latest.',
    'too-long': 'At most 31 days can be locked at once. Choose a shorter range.',
    released: 'This lock was released before. Nothing was changed.',
    'not-provisional': 'This lock is no longer provisional, so there is nothing to confirm.',
    'of-bookmark':
      'A bookmark holds this footage. Remove the bookmark on the review page and the lock goes with it.',
    'reply-window':
      'This footage was cited as evidence. It has to stay until the reply window closes on {{until}}.',
  },
  quarantine: {
    unknown: 'This file is no longer in quarantine. Reload the page.',
    'no-match': 'This file fits no recording that is missing, so it stays in quarantine.',
  },
  retention: {
    'no-policy': 'There is no such policy. Reload the page.',
    'ceiling-below-floor': 'The longest time must not be shorter than the shortest. Enter it again.',
  },
  ...presenceErrors,
  ...clockAndQueueErrors,
}
