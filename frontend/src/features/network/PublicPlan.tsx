// What the task force shows of itself, as strangers read it: the charter with the members, then the plan.
import type { PublicIndicatorView, PublicObjectiveView, PublicPlanView } from '../../gen';
import { useDates } from '../../shared/i18n/useDates';
import { useT } from '../../shared/i18n/useT';
import { Badge, StateBadge } from '../../shared/ui/Badge';
import { Stack } from '../../shared/ui/Stack';
import { useFigureValue } from './figures';
import { IndicatorStateBadge, useIndicatorTitle, useTargetWords } from './indicatorWords';
import styles from './PublicPlan.module.css';

interface PublicPlanProps {
  plan: PublicPlanView;
  /** Of the headings of its parts. */
  level: 2 | 3;
}

export function PublicPlan({ plan, level }: PublicPlanProps) {
  const t = useT();
  const dates = useDates();
  const Part = level === 2 ? 'h2' : 'h3';
  const Piece = level === 2 ? 'h3' : 'h4';
  const { charter, members, objectives } = plan;
  return (
    <div className={styles.plan}>
      {charter && (
        <section className={styles.part}>
          <Part>{t('network.charter.title')}</Part>
          <p className={styles.mission}>{charter.mission}</p>
          <Piece>{t('network.charter.goals')}</Piece>
          <ol className={styles.goals}>
            {charter.goals.map((goal) => (
              <li key={goal}>{goal}</li>
            ))}
          </ol>
          <Piece>{t('network.charter.structure')}</Piece>
          <p className={styles.text}>{charter.structure}</p>
          <p className={styles.facts}>
            {t('network.charter.adopted', { date: dates.date(charter.adopted_on) })}
          </p>
        </section>
      )}
      {members && (
        <section className={styles.part}>
          <Part>{t('network.public.members')}</Part>
          {members.length === 0 ? (
            <p>{t('network.public.no_members')}</p>
          ) : (
            <ul className={styles.members}>
              {members.map(({ title, name }, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: two seats may have one title and no name
                <li key={at}>
                  {name && <strong>{name}</strong>}
                  <span className={name ? styles.facts : undefined}>{title}</span>
                </li>
              ))}
            </ul>
          )}
        </section>
      )}
      {objectives && (
        <section className={styles.part}>
          <Part>{t('network.plan.title')}</Part>
          {objectives.length === 0 && <p>{t('network.public.no_objectives')}</p>}
          {objectives.map((objective, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: objectives come without ids and in one order
            <Objective key={at} number={at + 1} objective={objective} level={level} />
          ))}
        </section>
      )}
      <p className={styles.facts}>{t('network.public.on', { date: dates.date(plan.on) })}</p>
    </div>
  );
}

interface ObjectiveProps {
  number: number;
  objective: PublicObjectiveView;
  level: 2 | 3;
}

function Objective({ number, objective, level }: ObjectiveProps) {
  const t = useT();
  const dates = useDates();
  const Title = level === 2 ? 'h3' : 'h4';
  const Piece = level === 2 ? 'h4' : 'h5';
  return (
    <article className={styles.objective}>
      <Title>{`${number}. ${objective.title}`}</Title>
      {objective.description && <p className={styles.text}>{objective.description}</p>}
      {objective.milestones.length > 0 && (
        <>
          <Piece>{t('network.public.milestones')}</Piece>
          <ul className={styles.steps}>
            {objective.milestones.map(({ title, due_on, state, overdue }, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: milestones come without ids and in one order
              <li key={at}>
                <span>{title}</span>
                <span className={styles.facts}>
                  {t('network.public.due', { date: dates.date(due_on) })}
                </span>
                <Stack row gap="s">
                  <StateBadge
                    state={state}
                    label={t(`network.plan.state.${state}`)}
                    tones={{ done: 'good', in_progress: 'attention' }}
                  />
                  {overdue && <Badge tone="danger">{t('network.plan.is_overdue')}</Badge>}
                </Stack>
              </li>
            ))}
          </ul>
        </>
      )}
      {objective.indicators && objective.indicators.length > 0 && (
        <>
          <Piece>{t('network.indicators.title')}</Piece>
          <ul className={styles.steps}>
            {objective.indicators.map((indicator, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: indicators come without ids and in one order
              <li key={at}>
                <Indicator indicator={indicator} />
              </li>
            ))}
          </ul>
        </>
      )}
    </article>
  );
}

function Indicator({ indicator }: { indicator: PublicIndicatorView }) {
  const t = useT();
  const write = useFigureValue();
  const title = useIndicatorTitle()(indicator);
  const target = useTargetWords()(indicator);
  const { unit, value, suppressed, missing, state } = indicator;
  return (
    <>
      <span>{title}</span>
      <span className={styles.value}>
        {suppressed && t('network.public.suppressed')}
        {!suppressed &&
          (value === null ? t('network.indicators.not_measured') : write(unit, value))}
      </span>
      <span className={styles.facts}>
        {suppressed && `${t('network.public.suppressed_why')} `}
        {missing && `${t(`network.indicators.missing.${missing}`)} `}
        {target} {t(`network.figure_about.${indicator.figure}`)}
      </span>
      {state && (
        <span>
          <IndicatorStateBadge state={state} />
        </span>
      )}
    </>
  );
}
