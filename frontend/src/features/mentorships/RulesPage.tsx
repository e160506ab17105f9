// How mentoring is run in this network: after how many days somebody asks, what an agreement begins with, who reads concerns.
import { useSuspenseQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { useCan, useDisabledReason } from '../../shared/auth/useMe';
import { useDates } from '../../shared/i18n/useDates';
import { useT } from '../../shared/i18n/useT';
import { Button } from '../../shared/ui/Button';
import { ButtonLink } from '../../shared/ui/ButtonLink';
import { Card } from '../../shared/ui/Card';
import { Facts } from '../../shared/ui/Facts';
import { KeepFocus } from '../../shared/ui/KeepFocus';
import { PageHeader } from '../../shared/ui/PageHeader';
import { Stack } from '../../shared/ui/Stack';
import { templateQuery } from './data';
import styles from './PairingPage.module.css';
import { RecipientsCard } from './RecipientsCard';
import { RULES, rulesQuery } from './rules';
import { TemplateVersions } from './TemplateVersions';
import { useTemplateWords } from './templateWords';

// Forms come when they are asked for, so that the page itself stays light.
const RulesDialog = lazy(() => import('./RulesDialog'));
const TemplateDialog = lazy(() => import('./TemplateDialog'));

export default function RulesPage() {
  const t = useT();
  // Who reads concerns is known to those who name them.
  const names = useCan('name_concern_recipients');
  return (
    <>
      <PageHeader
        title={t('mentorships.rules.title')}
        lead={t('mentorships.rules.lead')}
        actions={<ButtonLink to="/code-of-conduct">{t('mentorships.conduct.link')}</ButtonLink>}
      />
      <Stack gap="l">
        <RulesCard />
        <TemplateCard />
        {names && <RecipientsCard />}
      </Stack>
    </>
  );
}

function RulesCard() {
  const t = useT();
  const read = useSuspenseQuery(rulesQuery).data;
  const [changing, setChanging] = useState(false);
  const off = useDisabledReason('settle_mentoring');
  return (
    <KeepFocus>
      <Card
        title={t('mentorships.rules.days')}
        footer={
          <Button disabledReason={off} onPress={() => setChanging(true)}>
            {t('mentorships.rules.change')}
          </Button>
        }
      >
        <Facts
          items={RULES.map(({ name, unit }) => ({
            term: t(`mentorships.rule.${name}`),
            value: t(`mentorships.rule.unit.${unit}`, { count: read.value[name] }),
          }))}
        />
      </Card>
      {changing && (
        <Suspense>
          <RulesDialog rules={read} onClose={() => setChanging(false)} />
        </Suspense>
      )}
    </KeepFocus>
  );
}

function TemplateCard() {
  const t = useT();
  const dates = useDates();
  const read = useSuspenseQuery(templateQuery).data;
  const { version, cadence, created_at, note } = read.value;
  const { goal_prompts, confidentiality } = useTemplateWords(read.value);
  const [writing, setWriting] = useState(false);
  const off = useDisabledReason('settle_mentoring');
  return (
    <KeepFocus>
      <Card
        title={t('mentorships.template')}
        aside={t('mentorships.template.version', { version, when: dates.day(created_at) })}
        footer={
          <Button disabledReason={off} onPress={() => setWriting(true)}>
            {t('mentorships.template.write')}
          </Button>
        }
      >
        <Facts
          items={[
            {
              term: t('mentorships.template.prompts'),
              value: (
                <ul className={styles.goals}>
                  {goal_prompts.map((prompt) => (
                    <li key={prompt}>{prompt}</li>
                  ))}
                </ul>
              ),
            },
            {
              term: t('mentorships.agreement.cadence'),
              value: t(`mentorships.cadence.${cadence}`),
            },
            {
              term: t('mentorships.agreement.confidentiality'),
              value: <p className={styles.text}>{confidentiality}</p>,
            },
            ...(note ? [{ term: t('mentorships.change_note'), value: note }] : []),
            ...(version > 1
              ? [{ term: t('mentorships.template.versions'), value: <TemplateVersions /> }]
              : []),
          ]}
        />
      </Card>
      {writing && (
        <Suspense>
          <TemplateDialog template={read} onClose={() => setWriting(false)} />
        </Suspense>
      )}
    </KeepFocus>
  );
}
