import { Button } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { orpc } from '#renderer/api/client.ts'
import { useSentenceOf } from '#renderer/ui/error-sentence.ts'
import { showDone } from '#renderer/ui/notices.ts'
import { PageHeader } from '#renderer/ui/page-header.tsx'
import { zodForm } from '#renderer/ui/zod-form.ts'
import { cameraCredentialsSchema, newCameraSchema, type ProbeReport } from '#shared/cameras/cameras.model.ts'
import './add-camera.css'
import { type CameraValues, credentialsOf, INITIAL_CAMERA, newCameraOf } from './camera-form.ts'
import { AddressForm } from './components/address-form.tsx'
import { PlaceForm } from './components/place-form.tsx'
import { ProbeLadder } from './components/probe-ladder.tsx'

/** The address at the left, what the check found at the right; a camera that passed can be placed and added. */
export function AddCameraPage(): ReactNode {
  const { t } = useTranslation()
  const sentenceOf = useSentenceOf()
  const navigate = useNavigate()
  const queryClient = useQueryClient()
  const [probed, setProbed] = useState<{ readonly values: string; readonly report: ProbeReport } | null>(null)
  const tree = useQuery(orpc.units.tree.queryOptions({ input: {} }))
  const checkCamera = zodForm(newCameraSchema, t, { roomId: t('ui.field.required') })
  const form = useForm<CameraValues>({
    initialValues: INITIAL_CAMERA,
    validate: (values) => checkCamera(newCameraOf(values)),
  })
  const probe = useMutation(orpc.cameras.probe.mutationOptions())
  const add = useMutation(
    orpc.cameras.add.mutationOptions({
      onSuccess: async ({ name }) => {
        showDone(t('cameras.added', { name }))
        await queryClient.invalidateQueries({ queryKey: orpc.cameras.key() })
        await navigate({ to: '/cameras' })
      },
    }),
  )
  const failure = add.isError
    ? { title: t('cameras.notAdded'), message: sentenceOf(add.error) }
    : probe.isError
      ? { title: t('cameras.notChecked'), message: sentenceOf(probe.error) }
      : null
  const credentials = credentialsOf(form.values)
  const typed = JSON.stringify(credentials)
  // Another address, name or password was typed since: what was found no longer counts.
  const report = probed !== null && probed.values === typed ? probed.report : null

  function check(): void {
    const errors = zodForm(cameraCredentialsSchema, t)(credentials)
    form.clearErrors()
    form.setErrors(errors)
    if (Object.keys(errors).length > 0) return
    add.reset()
    setProbed(null)
    probe.mutate(credentials, {
      onSuccess: (answer) => {
        setProbed({ values: typed, report: answer })
        if (form.values.name === '' && answer.device !== null) {
          form.setFieldValue('name', `${answer.device.manufacturer} ${answer.device.model}`.trim())
        }
      },
    })
  }

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (report?.ok !== true) check()
        else form.onSubmit((values) => add.mutate(newCameraOf(values)))()
      }}
    >
      <PageHeader
        title={t('cameras.addTitle')}
        description={t('cameras.addDescription')}
        action={
          <Button
            disabled={report?.ok !== true}
            loading={add.isPending}
            onClick={() => form.onSubmit((values) => add.mutate(newCameraOf(values)))()}
          >
            {t('cameras.addSubmit')}
          </Button>
        }
      />
      <div className="mc-add-camera">
        <div className="mc-add-left">
          <AddressForm form={form} checking={probe.isPending} onCheck={check} />
          <PlaceForm form={form} tree={tree.data} passed={report?.ok === true} />
        </div>
        <ProbeLadder report={report} running={probe.isPending} failure={failure} />
      </div>
    </form>
  )
}
