// Graduates the coordinator of a term: what it changes is said first; with criteria unmet the reason is asked for.
import { useQueryClient } from '@tanstack/react-query';
import { graduateTerm, type Readiness } from '../../gen';
import { AppForm } from '../../shared/form/AppForm';
import { z } from '../../shared/form/schema';
import { TextArea } from '../../shared/form/TextArea';
import { useAppForm } from '../../shared/form/useAppForm';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { Dialog } from '../../shared/ui/Dialog';
import { notify } from '../../shared/ui/notify';
import { Points } from '../../shared/ui/Points';

const any = z.object({ override_reason: z.string().check(z.maxLength(2000)) });
const reasoned = z.object({
  override_reason: z.string().check(z.trim(), z.minLength(1), z.maxLength(2000)),
});

export function GraduateDialog({
  readiness,
  onClose,
}: {
  readiness: Readiness;
  onClose: () => void;
}) {
  const t = useT();
  const queries = useQueryClient();
  const name = readiness.person_name;
  const unmet = readiness.criteria.filter((criterion) => !criterion.met);
  const asks = !readiness.ready;
  const form = useAppForm({
    schema: asks ? reasoned : any,
    defaults: { override_reason: '' },
    submit: async ({ override_reason }) => {
      await graduateTerm({
        path: { id: readiness.term_id },
        body: asks ? { override_reason } : {},
      });
      await Promise.all(
        [['readiness'], ['terms'], ['coverage'], ['graduations'], ['guideships']].map((queryKey) =>
          queries.invalidateQueries({ queryKey }),
        ),
      );
      notify({ tone: 'done', text: t('succession.graduate.done', { name }) });
      onClose();
    },
  });
  return (
    <Dialog title={t('succession.graduate.title', { name })} open onClose={onClose}>
      <AppForm
        form={form}
        submitLabel={t('succession.graduate.confirm', { name })}
        secondary={<Button onPress={onClose}>{t('action.cancel')}</Button>}
      >
        <p>{t('succession.graduate.means', { name })}</p>
        {asks && (
          <>
            <p>{t('succession.graduate.unmet', { count: unmet.length })}</p>
            <Points>
              {unmet.map((criterion) => (
                <li key={criterion.criterion_id}>
                  {t('succession.graduate.short', {
                    label: criterion.label,
                    actual: criterion.actual,
                    threshold: criterion.threshold,
                  })}
                </li>
              ))}
            </Points>
            <TextArea
              name="override_reason"
              rows={4}
              label={t('succession.graduate.reason')}
              description={t('succession.graduate.reason_help')}
            />
          </>
        )}
      </AppForm>
    </Dialog>
  );
}
