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
  excluded: z.array(z.string()),
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
      excluded: people.map((each) => each.person_id),
    },
    submit: async ({ wishes, excluded }) => {
      const body = { wishes, excluded_person_ids: excluded };
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
        {people.length > 0 && (
          <CheckboxGroup
            name="excluded"
            required={false}
            label={t('matching.wishes.excluded')}
            description={t('matching.wishes.excluded_help')}
            options={people.map((each) => ({ value: each.person_id, label: each.person_name }))}
          />
        )}
      </AppForm>
    </Card>
  );
}
