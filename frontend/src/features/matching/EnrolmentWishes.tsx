// What only the person sees of the own enrolment: what to share with a mentor or a mentee, and whom not to be matched with.
import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { type EnrolmentView, getWishes, putWishes, type Wish } from '../../gen';
import { ifMatch, versioned } from '../../shared/api/etag';
import { AppForm } from '../../shared/form/AppForm';
import { CheckboxGroup } from '../../shared/form/CheckboxGroup';
import { z } from '../../shared/form/schema';
import { useAppForm } from '../../shared/form/useAppForm';
import { useT } from '../../shared/i18n/useT';
import { Card } from '../../shared/ui/Card';
import { notify } from '../../shared/ui/notify';
import { ExclusionsField, MOST_APART } from './ExclusionsField';

const WISHES = [
  'first_generation',
  'second_career',
  'parent',
  'family_carer',
  'veteran',
  'disability',
  'neurodivergent',
  'lgbtq',
  'race_or_ethnicity',
  'immigrant',
  'language_at_home',
  'rural',
  'faith',
] as const satisfies readonly Wish[];

const schema = z.object({
  wishes: z.array(z.enum(WISHES)),
  excluded_person_ids: z.array(z.string()).check(z.maxLength(MOST_APART)),
});

export default function EnrolmentWishes({ enrolment }: { enrolment: EnrolmentView }) {
  const t = useT();
  const queries = useQueryClient();
  const { id, role } = enrolment;
  const queryKey = ['wishes', id];
  const read = useSuspenseQuery({
    queryKey,
    queryFn: async ({ signal }) => versioned(await getWishes({ path: { id }, signal })),
    // Kept no longer than the page that shows it.
    gcTime: 0,
  }).data;
  const people = read.value.excluded_people;
  const form = useAppForm<z.infer<typeof schema>>({
    schema,
    defaults: {
      wishes: read.value.wishes,
      excluded_person_ids: people.map((each) => each.person_id),
    },
    submit: async (body) => {
      await putWishes({ path: { id }, headers: ifMatch(read), body });
      await queries.invalidateQueries({ queryKey });
      notify({ tone: 'done', text: t('matching.wishes.saved') });
    },
  });
  return (
    <Card title={t('matching.wishes.title')}>
      <p>{t('matching.wishes.lead')}</p>
      <AppForm form={form} submitLabel={t('matching.wishes.save')}>
        <CheckboxGroup
          name="wishes"
          required={false}
          label={t(`matching.wishes.of.${role}`)}
          description={t(`matching.wishes.help.${role}`)}
          options={WISHES.map((value) => ({ value, label: t(`matching.wish.${value}`) }))}
        />
        <ExclusionsField
          name="excluded_person_ids"
          known={people.map((each) => ({ id: each.person_id, name: each.person_name }))}
        />
      </AppForm>
    </Card>
  );
}
