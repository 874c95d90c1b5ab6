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
    'probe-failed':
      'The camera did not pass its check and was not added. Do what the red line says, then check again.',
    duplicate: 'The camera at this address is in the list already. It was not added again.',
    unknown: 'This camera no longer exists. Reload the page.',
    removed: 'This camera was removed. Its recordings stay.',
    'no-clock':
      'The camera has only an RTSP stream and cannot be asked the time. The station’s time is used.',
    'counter-elsewhere': 'The chosen counter is not in this room. Choose the counter again.',
  },
  source: { unknown: 'This log source no longer exists. Reload the page and choose another.' },
  'log-source': {
    unknown: 'This log source no longer exists. Reload the page and choose another.',
    exists: 'A log source with this name exists. Choose another name.',
  },
  dossier: { unknown: 'This dossier is gone: its import may have been undone. Reload the list.' },
  import: {
    'in-use': 'A bookmark or clip cites dossiers of this import, so it cannot be undone. Remove those first.',
    'preview-gone': 'The preview has expired. Nothing was imported. Choose the file again.',
    unreadable:
      'The file cannot be read. Nothing was imported. Open it in Excel, save as .xlsx or .csv, choose it again.',
    'no-code-column':
      'No column with dossier codes was found. Nothing was imported. Check the header row (“Mã hồ sơ”), then choose the file again.',
    'no-received-column':
      'No column with the time of receipt was found. Nothing was imported. Check the header row (“Ngày tiếp nhận”).',
    empty: 'The file holds no dossier. Nothing was imported. Check the exported file.',
    'no-register':
      'The file holds no table like a dossier register. Nothing was imported. Check the header row (“Mã hồ sơ”), then choose it again.',
    'too-large': 'The file is too large (64 MB at most). Export shorter periods and import them one by one.',
    unknown: 'This import no longer exists. Reload the page.',
    'already-undone': 'This import had been undone before. Nothing was changed.',
    'already-imported':
      'This file was imported before. See the history; to import it again, undo the earlier one first.',
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
  },
  stream: {
    timeout: 'The camera sends no picture. Restart it, then try again.',
    'unsupported-codec': 'The video format cannot be used. Set the camera to H.264 or H.265.',
  },
  device: {
    failed: 'The camera answered with a fault. Restart it, then try again.',
    fault: 'The camera answered with a fault. Restart it, then try again.',
    unreadable: 'The camera’s answer cannot be understood. Update its firmware, then try again.',
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
  },
  transcode: {
    failed: 'The footage could not be converted for viewing. The recording is untouched. Try again later.',
  },
  database: {
    newer: 'The data belongs to a newer version of the program. Install that version and open it again.',
  },
  disk: {
    full: 'The disk is full and recording has stopped. Tell the administrator at once to add or free space.',
  },
  audit: { 'no-verb': 'The station could not write its log. Nothing was saved. Tell the administrator.' },
}
