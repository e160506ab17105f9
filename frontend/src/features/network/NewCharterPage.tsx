// A new version of the charter, beginning with the words of the one in force; what it replaces stays readable.
import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { createCharter } from '../../gen';
import { AppForm } from '../../shared/form/AppForm';
import { DateField } from '../../shared/form/DateField';
import { z } from '../../shared/form/schema';
import { TextArea } from '../../shared/form/TextArea';
import { useAppForm } from '../../shared/form/useAppForm';
import { todayInUtc } from '../../shared/i18n/days';
import { useT } from '../../shared/i18n/useT';
import { ButtonLink } from '../../shared/ui/ButtonLink';
import { notify } from '../../shared/ui/notify';
import { PageHeader } from '../../shared/ui/PageHeader';
import { chartersQuery } from './governance';

const schema = z.object({
  mission: z.string().check(z.trim(), z.minLength(1), z.maxLength(4000)),
  // One goal a line, as a charter is written; the API takes them as a list.
  goals: z.string().check(z.trim(), z.minLength(1), z.maxLength(10_000)),
  structure: z.string().check(z.trim(), z.minLength(1), z.maxLength(8000)),
  adopted_on: z.string().check(z.minLength(1)),
});

export default function NewCharterPage() {
  const t = useT();
  const router = useRouter();
  const queries = useQueryClient();
  const [newest] = useSuspenseQuery(chartersQuery).data;
  const form = useAppForm({
    schema,
    defaults: {
      mission: newest?.mission ?? '',
      goals: newest?.goals.join('\n') ?? '',
      structure: newest?.structure ?? '',
      adopted_on: todayInUtc(),
    },
    submit: async ({ goals, ...words }) => {
      const list = goals
        .split('\n')
        .map((goal) => goal.trim())
        .filter(Boolean);
      const { data } = await createCharter({ body: { ...words, goals: list } });
      await queries.invalidateQueries({ queryKey: chartersQuery.queryKey });
      notify({ tone: 'done', text: t('network.charter.done', { number: data.number }) });
      router.history.push('/charter');
    },
  });
  return (
    <>
      <PageHeader title={t('network.charter.new')} lead={t('network.charter.new_lead')} />
      <AppForm
        form={form}
        submitLabel={t('network.charter.adopt')}
        secondary={<ButtonLink to="/charter">{t('action.cancel')}</ButtonLink>}
      >
        <TextArea name="mission" rows={4} label={t('network.charter.mission')} />
        <TextArea
          name="goals"
          rows={7}
          label={t('network.charter.goals')}
          description={t('network.charter.goals_help')}
        />
        <TextArea name="structure" rows={8} label={t('network.charter.structure')} />
        <DateField name="adopted_on" label={t('network.charter.adopted_on')} />
      </AppForm>
    </>
  );
}
