import Hls, {
  type FragmentLoaderContext,
  type HlsConfig,
  type Loader,
  type LoaderCallbacks,
  type LoaderConfiguration,
  type LoaderContext,
  type LoaderStats,
} from 'hls.js'
import { hasSoundSamples } from '#shared/mp4/sample-check.ts'

/** As if the host had said "unprocessable content": the bytes came, and are no pictures. */
export const UNSOUND_STATUS = 422

/**
 * Fetches fragments as hls.js does, and hands over none whose pictures are spoiled: hls.js looks for captions in every
 * picture and trusts the lengths that it finds there, so that one bad file would stop the whole page for good.
 */
export class CheckedLoader implements Loader<FragmentLoaderContext> {
  readonly #inner: Loader<LoaderContext>
  context: FragmentLoaderContext | null = null

  constructor(config: HlsConfig) {
    this.#inner = new Hls.DefaultConfig.loader(config)
  }

  get stats(): LoaderStats {
    return this.#inner.stats
  }

  load(
    context: FragmentLoaderContext,
    configuration: LoaderConfiguration,
    callbacks: LoaderCallbacks<FragmentLoaderContext>,
  ): void {
    this.context = context
    this.#inner.load(context, configuration, {
      onSuccess: (response, stats, _context, details) => {
        if (isSound(context, response.data)) callbacks.onSuccess(response, stats, context, details)
        else callbacks.onError({ code: UNSOUND_STATUS, text: 'unsound fragment' }, context, details, stats)
      },
      onError: (error, _context, details, stats) => callbacks.onError(error, context, details, stats),
      onTimeout: (stats, _context, details) => callbacks.onTimeout(stats, context, details),
      onAbort: (stats, _context, details) => callbacks.onAbort?.(stats, context, details),
    })
  }

  abort(): void {
    this.#inner.abort()
  }

  destroy(): void {
    this.#inner.destroy()
  }

  getCacheAge(): number | null {
    return this.#inner.getCacheAge?.() ?? null
  }

  getResponseHeader(name: string): string | null {
    return this.#inner.getResponseHeader?.(name) ?? null
  }
}

/** Headers, and the H.264 copy, which has none, pass as they are. */
function isSound({ frag }: FragmentLoaderContext, data: unknown): boolean {
  const init = frag.initSegment?.data
  if (frag.sn === 'initSegment' || !init || !(data instanceof ArrayBuffer)) return true
  return hasSoundSamples(new Uint8Array(data), init)
}
