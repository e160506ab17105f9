// What graduation asks for; the task force changes the words and the numbers.
import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type GraduationCriterionView, updateGraduationCriterion } from '../../gen';
import { ifVersion } from '../../shared/api/etag';
import { useDisabledReason } from '../../shared/auth/useMe';
import { AppForm } from '../../shared/form/AppForm';
import { z } from '../../shared/form/schema';
import { TextField } from '../../shared/form/TextField';
import { useAppForm } from '../../shared/form/useAppForm';
import { useNumbers, useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { Card } from '../../shared/ui/Card';
import { DataTable } from '../../shared/ui/DataTable';
import { Dialog } from '../../shared/ui/Dialog';
import { EmptyState } from '../../shared/ui/EmptyState';
import { notify } from '../../shared/ui/notify';
import { criteriaQuery } from './data';

export function CriteriaCard() {
  const t = useT();
  const { number } = useNumbers();
  const [changing, setChanging] = useState<GraduationCriterionView | null>(null);
  const criteria = useSuspenseQuery(criteriaQuery).data;
  const off = useDisabledReason('graduate_coordinators');
  return (
    <Card title={t('succession.criteria.title')} aside={t('succession.criteria.aside')}>
      <DataTable
        caption={t('succession.criteria.title')}
        captionHidden
        plain
        rows={criteria}
        rowKey={(row) => row.id}
        columns={[
          { id: 'label', header: t('succession.criteria.label'), cell: (row) => row.label },
          {
            id: 'threshold',
            header: t('succession.criteria.threshold'),
            numeric: true,
            cell: (row) =>
              row.threshold === 0 ? t('succession.criteria.none') : number(row.threshold),
          },
          {
            id: 'change',
            header: t('succession.criteria.act'),
            cell: (row) => (
              <Button
                small
                reasonHidden
                disabledReason={off}
                labelSuffix={`: ${row.label}`}
                onPress={() => setChanging(row)}
              >
                {t('succession.criteria.change')}
              </Button>
            ),
          },
        ]}
        empty={
          <EmptyState
            title={t('succession.criteria.empty')}
            next={t('succession.criteria.empty_next')}
          />
        }
      />
      {changing && <CriterionDialog criterion={changing} onClose={() => setChanging(null)} />}
    </Card>
  );
}

const schema = z.object({
  label: z.string().check(z.trim(), z.minLength(1), z.maxLength(200)),
  threshold: z.string().check(z.regex(/^\d{1,5}$/)),
});

interface CriterionDialogProps {
  criterion: GraduationCriterionView;
  onClose: () => void;
}

function CriterionDialog({ criterion, onClose }: CriterionDialogProps) {
  const t = useT();
  const queries = useQueryClient();
  const form = useAppForm({
    schema,
    defaults: { label: criterion.label, threshold: String(criterion.threshold) },
    submit: async ({ label, threshold }) => {
      await updateGraduationCriterion({
        path: { id: criterion.id },
        body: { label, threshold: Number(threshold) },
        headers: ifVersion(criterion),
      });
      await Promise.all(
        [['graduation_criteria'], ['readiness']].map((queryKey) =>
          queries.invalidateQueries({ queryKey }),
        ),
      );
      notify({ tone: 'done', text: t('succession.criteria.saved') });
      onClose();
    },
  });
  return (
    <Dialog title={t('succession.criteria.dialog')} open onClose={onClose}>
      <AppForm
        form={form}
        submitLabel={t('action.save')}
        secondary={<Button onPress={onClose}>{t('action.cancel')}</Button>}
      >
        <TextField name="label" label={t('succession.criteria.label')} />
        <TextField
          name="threshold"
          inputMode="numeric"
          label={t('succession.criteria.threshold')}
          description={t(`succession.criteria.help.${criterion.code}`)}
        />
      </AppForm>
    </Dialog>
  );
}
