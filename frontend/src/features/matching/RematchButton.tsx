// Opens the search for somebody new; the dialog comes when it is asked for.
import { lazy, Suspense, useState } from 'react';
import type { EnrolmentView } from '../../gen';
import { useDisabledReason } from '../../shared/auth/useMe';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { notFree } from './rematch';

const RematchDialog = lazy(() => import('./RematchDialog'));

export default function RematchButton({ enrolment }: { enrolment: EnrolmentView }) {
  const t = useT();
  const [open, setOpen] = useState(false);
  const why = notFree(enrolment);
  const off = useDisabledReason('run_rounds', why && t(`matching.rematch.off.${why}`));
  const { id, cycle_id, person_name: name, role } = enrolment;
  return (
    <>
      <Button onPress={() => setOpen(true)} disabledReason={off}>
        {t('matching.rematch.action')}
      </Button>
      {open && (
        <Suspense>
          <RematchDialog
            who={{ enrolment_id: id, cycle_id, name, role }}
            onClose={() => setOpen(false)}
          />
        </Suspense>
      )}
    </>
  );
}
