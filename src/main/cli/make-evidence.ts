import type { EvidenceClip, NewEvidenceClip } from '#shared/evidence/evidence.model.ts'
import { AppError } from '#shared/kernel/app-error.ts'
import type { Call } from '#main/ports/call.ts'
import type { Station } from '#main/serve/open-station.ts'

const POLL_MS = 100

/** Makes a clip and waits until its job has ended. @throws AppError with the job's error code when it failed. */
export async function makeEvidence(
  station: Pick<Station, 'services'>,
  call: Call,
  input: NewEvidenceClip,
): Promise<EvidenceClip> {
  const { evidence, jobs } = station.services
  const { clip, job } = await evidence.create(call, input)
  for (;;) {
    const now = (await jobs.list(call.actor)).find((each) => each.id === job.id)
    if (now?.state === 'failed' || now?.state === 'cancelled') {
      throw new AppError('unavailable', now.errorCode ?? 'job.cancelled')
    }
    const made = (await evidence.list(call.actor)).find((each) => each.id === clip.id)
    if (now?.state === 'succeeded' && made?.state === 'sealed') return made
    await new Promise((resume) => setTimeout(resume, POLL_MS))
  }
}
