import { Button, Group, Select, Stack } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ClockCheck } from '#shared/clock-checks/clock-checks.model.ts'
import { orpc } from '#renderer/api/client.ts'
import { useMay } from '#renderer/api/session.ts'
import { EmptyState } from '#renderer/ui/empty-state.tsx'
import { useSentenceOf } from '#renderer/ui/error-sentence.ts'
import { showFailure } from '#renderer/ui/notices.ts'
import { PageHeader } from '#renderer/ui/page-header.tsx'
import { Panel } from '#renderer/ui/panel.tsx'
import { placeOf } from '#renderer/ui/place.ts'
import { QueryView } from '#renderer/ui/query-view.tsx'
import './clock-check.css'
import { CheckRow } from './components/check-row.tsx'
import { ShowCodes } from './components/show-codes.tsx'

const POLL_MS = 1500
const isOpen = ({ job }: ClockCheck): boolean => job?.state === 'queued' || job?.state === 'running'

/** Shows a camera the station's time, and keeps what its footage proves. */
export function ClockCheckPage(): ReactNode {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const sentenceOf = useSentenceOf()
  const client = useQueryClient()
  const mayCheck = useMay()('presence.manage')
  const { camera } = useSearch({ from: '/frame/clock-check' })
  const tree = useQuery(orpc.units.tree.queryOptions({ input: {} }))
  const cameras = useQuery(orpc.cameras.list.queryOptions())
  const [opened, setOpened] = useState<{ readonly check: ClockCheck; readonly token: string } | null>(null)
  const checks = useQuery(
    orpc.clockChecks.list.queryOptions({
      input: camera === undefined ? {} : { cameraId: camera },
      refetchInterval: (query) => (query.state.data?.some(isOpen) ? POLL_MS : false),
    }),
  )
  const open = useMutation(
    orpc.clockChecks.open.mutationOptions({
      onSuccess: (answer) => {
        setOpened(answer)
        void client.invalidateQueries({ queryKey: orpc.clockChecks.key() })
      },
      onError: (error) => showFailure(t('ui.actionFailed'), sentenceOf(error)),
    }),
  )
  const nameOf = (cameraId: string): string => {
    const found = cameras.data?.find(({ id }) => id === cameraId)
    return found ? `${found.name} · ${placeOf(tree.data, found.roomId)}` : '…'
  }
  return (
    <>
      <PageHeader title={t('clock-checks.title')} description={t('clock-checks.description')} />
      <Group gap="sm" mb="sm" align="flex-end">
        <Select
          label={t('clock-checks.camera')}
          placeholder={t('clock-checks.allCameras')}
          data={(cameras.data ?? []).map(({ id }) => ({ value: id, label: nameOf(id) }))}
          value={camera ?? null}
          onChange={(value) =>
            void navigate({ to: '/clock-check', search: value === null ? {} : { camera: value } })
          }
          searchable
          clearable
          w={380}
        />
        {mayCheck && (
          <Button
            disabled={camera === undefined}
            loading={open.isPending}
            onClick={() => camera !== undefined && open.mutate({ cameraId: camera })}
          >
            {t('clock-checks.begin')}
          </Button>
        )}
        {mayCheck && camera === undefined && (
          <span className="mc-quiet clock-choose">{t('clock-checks.chooseFirst')}</span>
        )}
      </Group>
      <Stack gap="sm">
        {opened && <ShowCodes token={opened.token} closesAtMs={opened.check.closesAtMs} />}
        <Panel title={t('clock-checks.list')}>
          <QueryView query={checks} rows={4}>
            {(list) =>
              list.length === 0 ? (
                <EmptyState compact title={t('clock-checks.none')} advice={t('clock-checks.noneAdvice')} />
              ) : (
                <ul className="clock-checks">
                  {list.map((check, index) => (
                    <CheckRow
                      key={check.id}
                      check={check}
                      cameraName={nameOf(check.cameraId)}
                      mayMeasure={mayCheck}
                      isNewest={index === 0}
                    />
                  ))}
                </ul>
              )
            }
          </QueryView>
        </Panel>
      </Stack>
    </>
  )
}
