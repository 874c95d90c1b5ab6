import { useForm } from '@mantine/form'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { orpc } from '#renderer/api/client.ts'
import { showDone } from '#renderer/ui/notices.ts'
import { zodForm } from '#renderer/ui/zod-form.ts'
import { cameraCredentialsSchema, newCameraSchema } from '#shared/cameras/cameras.model.ts'
import {
  type CameraValues,
  credentialsOf,
  INITIAL_CAMERA,
  newCameraOf,
  suggestedName,
  valuesForNext,
} from './camera-form.ts'
import { shortAddress } from './camera-words.ts'
import { nextDevice } from './found-devices.ts'
import type { DeviceSearch } from './use-device-search.ts'
import { useLadder } from './use-ladder.ts'

/** Form, check and storing of one camera; when it is stored the form is ready for the next device. */
export function useAddCamera(search: DeviceSearch, onNext: (hasNext: boolean) => void) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const tree = useQuery(orpc.units.tree.queryOptions({ input: {} }))
  const cameras = useQuery(orpc.cameras.list.queryOptions())
  const [addedNames, setAddedNames] = useState<readonly string[]>([])
  const checkCamera = zodForm(newCameraSchema, t, { roomId: t('ui.field.required') })
  const form = useForm<CameraValues>({
    initialValues: INITIAL_CAMERA,
    validate: (values) => checkCamera(newCameraOf(values)),
  })
  const credentials = credentialsOf(form.values)
  const ladder = useLadder(credentials, ({ device }) => {
    const { name, roomId, counterIds } = form.getValues()
    const room = tree.data?.rooms.find(({ id }) => id === roomId)
    if (name === '') form.setFieldValue('name', suggestedName(room, counterIds, device))
  })
  const add = useMutation(
    orpc.cameras.add.mutationOptions({
      onSuccess: async ({ id, name }, { address }) => {
        showDone(t('cameras.added', { name }))
        setAddedNames((before) => [...before, name])
        search.markAdded(address, id)
        const next = nextDevice(search.devices, address)
        form.setValues(valuesForNext(form.getValues(), next === null ? '' : shortAddress(next.address)))
        form.clearErrors()
        onNext(next !== null)
        await queryClient.invalidateQueries({ queryKey: orpc.cameras.key() })
      },
    }),
  )

  function check(): void {
    const errors = zodForm(cameraCredentialsSchema, t)(credentials)
    form.clearErrors()
    form.setErrors(errors)
    if (Object.keys(errors).length > 0) return
    add.reset()
    ladder.climb()
  }

  return {
    form,
    ladder,
    add,
    check,
    submit: form.onSubmit((values) => add.mutate(newCameraOf(values))),
    tree: tree.data,
    cameras: cameras.data,
    addedNames,
  }
}
