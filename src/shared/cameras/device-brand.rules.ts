/** Makers whose menus differ. `app`: cameras that are set up with a telephone app (EZVIZ, Imou). */
export const DEVICE_BRANDS = ['hikvision', 'dahua', 'uniview', 'app', 'generic'] as const
export type DeviceBrand = (typeof DEVICE_BRANDS)[number]

/** First match wins: EZVIZ is made by Hikvision and Imou by Dahua, but their cameras have no web page. */
const BRANDS: readonly (readonly [RegExp, DeviceBrand])[] = [
  [/ezviz|imou|lechange/i, 'app'],
  [/hikvision|hilook|hiwatch|^hik\b/i, 'hikvision'],
  [/dahua|kbvision|kbone|amcrest/i, 'dahua'],
  [/uniview|^unv\b|uniarch/i, 'uniview'],
]

/** Whose menus the camera has, by what it calls its manufacturer (model names tell where the maker says `ONVIF`). */
export function brandOf(
  identity: { readonly manufacturer: string; readonly model: string } | null,
): DeviceBrand {
  if (!identity) return 'generic'
  const names = [identity.manufacturer.trim(), identity.model.trim()]
  return BRANDS.find(([pattern]) => names.some((name) => pattern.test(name)))?.[1] ?? 'generic'
}
