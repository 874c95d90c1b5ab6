/** Part of the errors: zones, presence and what it suggests. */
export const presenceErrors = {
  zone: {
    unknown: 'This zone is gone. Reload the page.',
    'too-small': 'The zone is too small to tell a person from noise. Draw it larger.',
    'before-replaced':
      'The new zone must begin after the one it replaces, on the same camera. Choose another time.',
    ended: 'This zone had ended already. Nothing was changed.',
  },
  presence: {
    'too-long': 'At most 7 days can be looked at in one go. Choose a shorter period.',
  },
  reference: {
    unknown: 'This picture of the empty room is gone. Load the page again.',
    'no-picture':
      'No picture can be read at that time, so nothing was confirmed. Choose a time with footage.',
    'before-replaced':
      'The new picture has to be later than the one in use. Choose a later time, or withdraw the one in use first.',
    ended: 'This picture is out of use already. Nothing has changed.',
  },
  detector: {
    silent: 'This kind of suggestion is switched off for the camera already. Nothing has changed.',
    'not-silent': 'This kind of suggestion is switched on for the camera. Nothing has changed.',
  },
  keyframes: {
    failed:
      'The picture of this part could not be read. It does not count as looked at. Check the files under Storage.',
  },
}
