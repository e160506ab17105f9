// Somebody new for one person, in one step: found exactly, looked at or asked at once.
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type ProposalDetail, rematchEnrolment } from '../../gen';
import type { ApiProblem } from '../../shared/api/problem';
import { AppForm } from '../../shared/form/AppForm';
import { RadioGroup } from '../../shared/form/RadioGroup';
import { z } from '../../shared/form/schema';
import { useAppForm } from '../../shared/form/useAppForm';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { Dialog } from '../../shared/ui/Dialog';
import { KeepFocus } from '../../shared/ui/KeepFocus';
import { RematchFound } from './RematchFound';
import { inWords, nobodyBecause, pairsChanged, type Wanting } from './rematch';

const WAYS = ['look', 'ask'] as const;
const schema = z.object({ way: z.enum(WAYS) });

interface RematchDialogProps {
  who: Wanting;
  onClose: () => void;
}

export default function RematchDialog({ who, onClose }: RematchDialogProps) {
  const t = useT();
  const queries = useQueryClient();
  const [found, setFound] = useState<ProposalDetail>();
  const { name, role, enrolment_id } = who;
  const form = useAppForm<z.infer<typeof schema>>({
    schema,
    defaults: { way: 'look' },
    submit: async ({ way }) => {
      try {
        const body = { publish: way === 'ask' };
        setFound((await rematchEnrolment({ path: { id: enrolment_id }, body })).data);
      } catch (error) {
        const why = nobodyBecause(error);
        throw why ? inWords(error as ApiProblem, t(`matching.rematch.nobody.${why}`)) : error;
      }
      await pairsChanged(queries, who);
    },
  });
  return (
    <Dialog open title={t('matching.rematch.title', { name })} onClose={onClose}>
      <KeepFocus>
        {found ? (
          <RematchFound who={who} found={found} onClose={onClose} />
        ) : (
          <AppForm
            form={form}
            submitLabel={t('matching.rematch.find')}
            secondary={<Button onPress={onClose}>{t('action.cancel')}</Button>}
          >
            <p>{t(`matching.rematch.lead.${role}`)}</p>
            <RadioGroup
              name="way"
              label={t('matching.rematch.way')}
              options={WAYS.map((value) => ({ value, label: t(`matching.rematch.way.${value}`) }))}
            />
          </AppForm>
        )}
      </KeepFocus>
    </Dialog>
  );
}
