// Once around the loop of a network, on its screens: plan, import, recruit, train, match, mentor, evaluate, adjust, graduate, guide,
// close.
// openapi/examples/lifecycle.py walks the same way by the public API alone.
import { expect, test } from '@playwright/test';
import { listen } from './axe';
import { gather, regionOf } from './crowd';
import { signInAs } from './people';
import { newPage, PATIENCE, type Story } from './story/cast';
import * as evidence from './story/evidence';
import * as institutions from './story/institutions';
import * as mentoring from './story/mentoring';
import * as plan from './story/plan';
import * as recruitment from './story/recruitment';
import * as succession from './story/succession';
import * as training from './story/training';

test.setTimeout(300_000);

test('from the charter to the guide of the next coordinator', async ({
  page,
  browser,
  request,
}) => {
  page.setDefaultTimeout(PATIENCE);
  const complaints = listen(page);
  const run = Date.now().toString(36);
  const crowd = await gather(request, run);
  const story: Story = { run, page, browser, crowd, region: await regionOf(crowd, 'OH') };
  const ana = { name: `Ana First ${run}`, page: await newPage(story) };
  const opening = `Coordinator ${run}`;
  const seat = `Walked seat ${run}`;
  const secondSeat = `Looped seat ${run}`;
  const cycleName = `Cycle ${run}`;
  const wave = `Day 30 ${run}`;
  await signInAs(page, 'admin');

  await test.step('0 a charter, a milestone, and two resources that are found', async () => {
    await plan.adoptCharter(story);
    await plan.planMilestone(story);
    await plan.publishResource(story, 'Guideline', 'How to listen');
    await plan.publishResource(story, 'Toolkit', 'First meeting');
    await plan.findInLibrary(story, ['How to listen', 'First meeting']);
  });

  await test.step('1 institutions imported from a survey file, and only once', async () => {
    await institutions.importTwice(story);
  });

  const ben =
    await test.step('2 a seat opened, applied for, reviewed, offered, accepted', async () => {
      await recruitment.openSeat(story, seat);
      const id = await recruitment.publishOpening(story, opening, seat);
      await recruitment.apply(ana, id);
      await recruitment.assignReviewers(story, id);
      await recruitment.reviewByTwo(story, ana.name);
      await recruitment.offerToTheFirst(story, id, ana.name);
      await recruitment.acceptOffer(story, ana, opening);
      await recruitment.seeTermInTraining(story, seat, ana.name);
      return recruitment.findSecond(story, `Ben Second ${run}`, secondSeat);
    });

  await test.step('3 a cohort trained, and the terms active', async () => {
    const members = [ana.name, ben.name];
    const cohort = await training.makeCohort(story, members);
    await training.seeItIsTooEarly(story, cohort, ana.name);
    await training.recordAttendance(story, members);
    await training.complete(story, cohort, members);
    await training.seeActiveTerm(story, ana, seat);
  });

  const pairs = await test.step('4 a cycle matched, published, accepted, agreed, met', async () => {
    const cycle = await mentoring.planCycle(story, cycleName);
    const [mentor, mentee] = await Promise.all([
      mentoring.join(story, 'mentor', `Mona Mentor ${run}`, cycle),
      mentoring.join(story, 'mentee', `Milan Mentee ${run}`, cycle),
    ]);
    const others = await mentoring.enrolTheOthers(story, cycle);
    const round = await mentoring.runRound(ana, cycle, mentor.name, mentee.name);
    const pairing = await mentoring.acceptBoth(mentor, mentee);
    await mentoring.followTheOthers(story, round, others, cycle);
    await mentoring.writeAgreement(mentor, mentee, pairing);
    await mentoring.logMeeting(mentor, ana, pairing);
    return {
      mentee,
      cycle,
      pairing,
      others: [{ name: mentor.name, role: 'mentor' as const }, ...others],
    };
  });

  const asked = 1 + pairs.others.length;
  const title = `Pulse of a pair ${run}`;

  await test.step('5 a survey answered, its results protected, its data described', async () => {
    await evidence.publishInstrument(story, title);
    const study = await evidence.beginStudy(story, `Study ${run}`);
    await evidence.openWave(story, {
      name: wave,
      instrument: title,
      cycle: cycleName,
      invited: asked,
    });
    await evidence.answerByLink(story, wave, pairs.mentee.name);
    await evidence.answerTheOthers(story, pairs.others);
    const results = await evidence.closeWave(story, study, wave);
    await evidence.readResults(story, asked);
    await evidence.takeDataset(story, study, results, asked);
  });

  await test.step('6 a finding that cites the result, and an adjustment with an owner', async () => {
    await evidence.recordFinding(story, `Meetings are useful ${run}`, asked);
    await evidence.planAdjustment(story, `Send an agenda ${run}`, ana.name);
  });

  await test.step('7 a graduate guides the next coordinator, and the region is covered', async () => {
    await succession.graduate(story, ana, wave);
    await succession.giveGuide(story, ben.name, ana.name);
    await succession.seeCoverage(story, { ...ben, seat: secondSeat }, seat);
  });

  await test.step('8 the cycle closed: its pairs end, with a certificate', async () => {
    await mentoring.closeCycle(story, pairs.mentee, pairs.cycle, pairs.pairing);
  });

  expect(complaints).toEqual([]);
});
