// What strangers may read of the task force: chosen piece by piece, looked at before it is shown; and one's own name.
import { useQuery, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useWatch } from 'react-hook-form';
import {
  getPlanPublication,
  getPublicName,
  type PlanPublication,
  type PublicNameView,
  previewPublicPlan,
  publishPlan,
  showOwnName,
} from '../../gen';
import { ifVersion } from '../../shared/api/etag';
import { useDisabledReason } from '../../shared/auth/useMe';
import { AppForm } from '../../shared/form/AppForm';
import { Checkbox } from '../../shared/form/Checkbox';
import { z } from '../../shared/form/schema';
import { useAppForm } from '../../shared/form/useAppForm';
import { useT } from '../../shared/i18n/useT';
import { publicPagesQuery } from '../../shared/published/publicPages';
import { AppLink } from '../../shared/routing/AppLink';
import { Badge } from '../../shared/ui/Badge';
import { Button } from '../../shared/ui/Button';
import { ButtonLink } from '../../shared/ui/ButtonLink';
import { Card } from '../../shared/ui/Card';
import { ErrorState } from '../../shared/ui/ErrorState';
import { notify } from '../../shared/ui/notify';
import { PageHeader } from '../../shared/ui/PageHeader';
import { Skeleton } from '../../shared/ui/Skeleton';
import { Stack } from '../../shared/ui/Stack';
import { PublicPlan } from './PublicPlan';
import styles from './PublicPlan.module.css';

const PIECES = ['charter', 'members', 'plan', 'indicators'] as const;
const schema = z.object({
  charter: z.boolean(),
  members: z.boolean(),
  plan: z.boolean(),
  indicators: z.boolean(),
});

const publicationKey = ['plan-publication'];
const nameKey = ['public-name'];

export default function PublicationPage() {
  const t = useT();
  const publication = useSuspenseQuery({
    queryKey: publicationKey,
    queryFn: async ({ signal }) => (await getPlanPublication({ signal })).data,
  }).data;
  const name = useSuspenseQuery({
    queryKey: nameKey,
    queryFn: async ({ signal }) => (await getPublicName({ signal })).data,
  }).data;
  const shown = PIECES.some((piece) => publication[piece]);
  return (
    <>
      <PageHeader
        title={t('network.publication.title')}
        lead={t('network.publication.lead')}
        badge={
          <Badge tone={shown ? 'good' : 'neutral'}>
            {t(shown ? 'network.publication.shown' : 'network.publication.hidden')}
          </Badge>
        }
        actions={<ButtonLink to="/plan">{t('network.publication.back')}</ButtonLink>}
      />
      <Stack gap="l">
        {name.has_seat && <OwnName name={name} />}
        <Pieces key={publication.version} publication={publication} shown={shown} />
      </Stack>
    </>
  );
}

function OwnName({ name }: { name: PublicNameView }) {
  const t = useT();
  const queries = useQueryClient();
  const decide = async () => {
    try {
      await showOwnName({ body: { shown: !name.shown }, headers: ifVersion(name) });
      notify({
        tone: 'done',
        text: t(name.shown ? 'network.publication.name_taken' : 'network.publication.name_given'),
      });
    } catch (error) {
      notify({ tone: 'problem', error });
    }
    await Promise.all([
      queries.invalidateQueries({ queryKey: nameKey }),
      queries.invalidateQueries({ queryKey: publicationKey }),
    ]);
  };
  return (
    <Card
      title={t('network.publication.name')}
      footer={
        <Button onPress={() => void decide()}>
          {t(name.shown ? 'network.publication.name_take' : 'network.publication.name_give')}
        </Button>
      }
    >
      <p>
        {t(name.shown ? 'network.publication.name_is_shown' : 'network.publication.name_is_not')}
      </p>
    </Card>
  );
}

function Pieces({ publication, shown }: { publication: PlanPublication; shown: boolean }) {
  const t = useT();
  const queries = useQueryClient();
  const off = useDisabledReason('change_plan');
  const { version: _, ...defaults } = publication;
  const form = useAppForm({
    schema,
    defaults,
    submit: async (pieces) => {
      await publishPlan({ body: pieces, headers: ifVersion(publication) });
      await Promise.all([
        queries.invalidateQueries({ queryKey: publicationKey }),
        queries.invalidateQueries({ queryKey: publicPagesQuery.queryKey }),
        queries.invalidateQueries({ queryKey: ['public-plan'] }),
      ]);
      const any = PIECES.some((piece) => pieces[piece]);
      const said = any ? 'network.publication.published' : 'network.publication.withdrawn';
      notify({ tone: 'done', text: t(said) });
    },
  });
  const [charter, members, plan, indicators] = useWatch({
    control: form.form.control,
    name: PIECES,
  });
  return (
    <>
      <Card title={t('network.publication.pieces')}>
        <Stack>
          <AppForm form={form} submitLabel={t('network.publication.publish')} disabledReason={off}>
            {PIECES.map((piece) => (
              <Checkbox
                key={piece}
                name={piece}
                label={t(`network.publication.piece.${piece}`)}
                description={t(`network.publication.about.${piece}`)}
                disabled={off !== undefined}
              />
            ))}
          </AppForm>
          {shown && <AppLink to="/plan-public">{t('network.publication.visit')}</AppLink>}
        </Stack>
      </Card>
      <Preview pieces={{ charter, members, plan, indicators: plan && indicators }} />
    </>
  );
}

function Preview({ pieces }: { pieces: z.infer<typeof schema> }) {
  const t = useT();
  const { data, error, refetch } = useQuery({
    queryKey: [...publicationKey, 'preview', pieces],
    queryFn: async ({ signal }) => (await previewPublicPlan({ query: pieces, signal })).data,
    placeholderData: (before) => before,
  });
  const any = PIECES.some((piece) => pieces[piece]);
  return (
    <Card title={t('network.publication.preview')}>
      <Stack>
        <p>{t(any ? 'network.publication.preview_lead' : 'network.publication.preview_empty')}</p>
        {error && <ErrorState error={error} onRetry={() => void refetch()} />}
        {!data && !error && <Skeleton lines={6} />}
        {data && any && (
          <div className={styles.preview}>
            <PublicPlan plan={data} level={3} />
          </div>
        )}
      </Stack>
    </Card>
  );
}
