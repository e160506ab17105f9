// Drafts an opening for one seat or several; its criteria are looked over next.
import { useSuspenseQuery } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useWatch } from 'react-hook-form';
import { createOpening, listRegions } from '../../gen';
import { AppForm } from '../../shared/form/AppForm';
import { Select } from '../../shared/form/Select';
import { z } from '../../shared/form/schema';
import { useAppForm } from '../../shared/form/useAppForm';
import { useT } from '../../shared/i18n/useT';
import { ButtonLink } from '../../shared/ui/ButtonLink';
import { Card } from '../../shared/ui/Card';
import { notify } from '../../shared/ui/notify';
import { PageHeader } from '../../shared/ui/PageHeader';
import { inNumbers, OpeningFields, openingFields, seatsSchema } from './OpeningFields';
import { recruitmentChanged } from './queries';
import { SeatChoice } from './SeatChoice';

const schema = z.object({
  region_id: z.string().check(z.minLength(1)),
  seat_ids: seatsSchema,
  ...openingFields,
});

export default function NewOpeningPage() {
  const t = useT();
  const router = useRouter();
  const form = useAppForm({
    schema,
    defaults: {
      title: '',
      description: '',
      seat_ids: [],
      handover: false,
      blind_review: false,
      references_asked: '0',
      book_until_hours: '4',
      change_until_hours: '24',
    },
    submit: async (words) => {
      const { data } = await createOpening({ body: { ...words, ...inNumbers(words) } });
      await recruitmentChanged();
      notify({ tone: 'done', text: t('recruitment.edit.drafted') });
      router.history.push(`/recruitment/${data.id}/edit`);
    },
  });
  return (
    <>
      <PageHeader
        title={t('recruitment.openings.new')}
        lead={t('recruitment.edit.new_lead')}
        actions={<ButtonLink to="/recruitment">{t('action.cancel')}</ButtonLink>}
      />
      <Card>
        <AppForm form={form} submitLabel={t('recruitment.edit.draft_it')}>
          <SeatFields />
          <OpeningFields />
        </AppForm>
      </Card>
    </>
  );
}

function SeatFields() {
  const t = useT();
  const region: string | undefined = useWatch({ name: 'region_id' });
  const { data: regions } = useSuspenseQuery({
    queryKey: ['regions'],
    queryFn: async ({ signal }) => (await listRegions({ signal })).data,
  });
  return (
    <>
      <Select
        name="region_id"
        label={t('recruitment.region')}
        options={regions.items.map(({ id, name }) => ({ value: id, label: name }))}
      />
      {/* Another region has other seats: what was ticked does not stay. */}
      <SeatChoice key={region} regionId={region} />
    </>
  );
}
