/** Of clock checks, the queue and notice boards: what happened, what it means for the work, what to do. */
export const clockAndQueueErrors = {
  'clock-check': {
    unknown: 'This check is gone. Reload the page and begin a new one.',
    closed:
      'This check has ended (15 minutes); its code page shows nothing more. Begin a new one on the Clock check page.',
    'too-far': 'The code page asked for codes too far from now. Reload the code page.',
    'too-long': 'Codes are searched in at most 20 minutes of footage at once. Choose a shorter stretch.',
    certified:
      'This check has its certificate and cannot be measured again. Begin a new one to measure again.',
    'being-measured': 'The codes of this check are being read. Wait, or press Stop.',
    'no-code':
      'No code was seen in this stretch. Nothing was measured. Bring the code page closer, turn the screen bright, and choose the stretch in which it was shown.',
    'too-few-codes':
      'Only a few codes were seen, too few to measure. Hold the code page still before the camera for at least 10 seconds, then read again.',
    'still-code':
      'The code stands still: it looks like a photograph or a print, so it does not count. Show the running code page.',
    'replayed-code':
      'The codes run backwards: it looks like a film of the code page, so it does not count. Show the code page itself.',
    'unsteady-code':
      'The offset changed on the way by more than two frames, so it does not count. A clock may have been set, or the page was played back. Begin anew.',
    'old-code':
      'The code was made more than half a day from the time of the footage, so it counts as old. Check the stretch that was chosen.',
    'forged-code':
      'The codes in the footage carry a wrong signature and are refused. Someone showed false codes, or the footage is damaged.',
    'other-check':
      'The codes in the footage belong to another check of this station, so they do not count. Choose the right check and stretch.',
    'foreign-code':
      'The codes in the footage are not of this station and are refused. Open the code page by the link of this check.',
  },
  frames: {
    failed:
      'The footage of this stretch cannot be decoded, so nothing was read. Check its files on the Storage page.',
  },
  qr: { failed: 'The code reader stopped on the way. Nothing was saved. Run it again.' },
  queue: {
    unknown: 'This item is no longer in the list. Reload the page.',
    taken: '{{by}} is on this item. Wait until it is given back, or choose another.',
    'not-taken': 'Nobody is on this item. Reload the page.',
    done: '{{by}} has finished this item already. Nothing changed.',
    'not-yours': 'Only the person who wrote the outcome can take it back.',
    'no-such-person': 'There is no such person, or their role does not decide. Choose another.',
    'not-their-room':
      '{{name}} may not look into this room. Choose another person, or ask the owning unit for access.',
    'range-too-long': 'A sample is drawn from at most 400 days. Choose a shorter stretch.',
    'nothing-to-draw':
      'The register has no walk-in dossier in this stretch. Choose another, or import the register first.',
  },
  board: {
    'not-a-board': 'This zone is no notice board. Choose another.',
    'no-schedule': 'This board has no schedule yet. Set one first.',
    'no-picture': 'There is no such picture, or its 24 months are over.',
    'range-too-long': 'Pictures are taken from at most 400 days at once. Choose a shorter stretch.',
    weekday: 'A weekly schedule needs a day of the week.',
  },
}
