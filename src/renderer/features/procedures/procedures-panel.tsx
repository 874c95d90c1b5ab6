import { Button, Group, Modal } from '@mantine/core'
import { IconClipboardPlus, IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { orpc } from '#renderer/api/client.ts'
import { EmptyState } from '#renderer/ui/empty-state.tsx'
import { Panel } from '#renderer/ui/panel.tsx'
import { QueryView } from '#renderer/ui/query-view.tsx'
import type { Procedure } from '#shared/procedures/procedures.model.ts'
import { PasteForm } from './components/paste-form.tsx'
import { ProcedureForm } from './components/procedure-form.tsx'
import { ProcedureTable } from './components/procedure-table.tsx'

type Dialog = { readonly kind: 'form'; readonly of: Procedure | null } | { readonly kind: 'paste' }

/** What each procedure may take, per authority: what due dates are held against. */
export function ProceduresPanel(): ReactNode {
  const { t } = useTranslation()
  const procedures = useQuery(orpc.procedures.list.queryOptions({ input: {} }))
  const tree = useQuery(orpc.units.tree.queryOptions({ input: {} }))
  const [dialog, setDialog] = useState<Dialog | null>(null)
  const close = (): void => setDialog(null)
  const actions = (
    <Group gap="xs" wrap="nowrap">
      <Button
        size="xs"
        variant="default"
        leftSection={<IconClipboardPlus size={14} aria-hidden />}
        onClick={() => setDialog({ kind: 'paste' })}
      >
        {t('procedures.paste')}
      </Button>
      <Button
        size="xs"
        leftSection={<IconPlus size={14} aria-hidden />}
        onClick={() => setDialog({ kind: 'form', of: null })}
      >
        {t('procedures.add')}
      </Button>
    </Group>
  )

  return (
    <Panel title={t('procedures.title')} aside={actions} flush>
      <QueryView query={procedures} rows={8}>
        {(rows) =>
          rows.length === 0 ? (
            <EmptyState title={t('procedures.none')} advice={t('procedures.noneAdvice')} action={actions} />
          ) : (
            <ProcedureTable
              procedures={rows}
              tree={tree.data}
              onEdit={(procedure) => setDialog({ kind: 'form', of: procedure })}
            />
          )
        }
      </QueryView>
      <Modal
        opened={dialog !== null}
        onClose={close}
        size={dialog?.kind === 'paste' ? 'xl' : 'lg'}
        title={dialog?.kind === 'paste' ? t('procedures.paste') : t('procedures.formTitle')}
      >
        {dialog?.kind === 'form' && <ProcedureForm procedure={dialog.of} tree={tree.data} onDone={close} />}
        {dialog?.kind === 'paste' && <PasteForm tree={tree.data} onDone={close} />}
      </Modal>
    </Panel>
  )
}
