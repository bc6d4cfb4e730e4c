namespace Atelier.Notebooks.Tests;

/// <summary>
/// The numbers that the lessons' text relies on, at smoke scale: which is larger, what falls, what comes out exactly. The bounds
/// are wide enough for every machine, and too narrow for gradients that are wrong.
/// </summary>
[Collection(nameof(Lessons))]
public sealed class NumberTests(Executed executed)
{
    private Notebook Zero => executed.Instructor("00-start-here.ipynb");

    private Notebook One => executed.Instructor("01-the-minimax-game.ipynb");

    private Notebook Two => executed.Instructor("02-a-first-gan.ipynb");

    private Notebook Three => executed.Instructor("03-dcgan-on-mnist.ipynb");

    private Notebook Four => executed.Instructor("04-judging-a-generator.ipynb");

    private Notebook Five => executed.Instructor("05-what-vgg-sees.ipynb");

    private Notebook Six => executed.Instructor("06-style-transfer.ipynb");

    private Notebook Seven => executed.Instructor("07-style-in-one-pass.ipynb");

    private Notebook Eight => executed.Instructor("08-the-gan-family.ipynb");

    private Notebook Nine => executed.Instructor("09-growing-and-style.ipynb");

    private Notebook Ten => executed.Instructor("10-translation.ipynb");

    private Notebook Eleven => executed.Instructor("11-questions-and-frontiers.ipynb");

    [Fact]
    public void Lesson_00_gives_the_same_noise_for_the_same_seed_and_leaves_no_tensor_behind()
    {
        Assert.Equal(Zero.Text("random"), Zero.Text("random-again"));
        Assert.EndsWith(": 0", Zero.Text("memory"));
    }

    [Fact]
    public void Lesson_01_has_the_theorem_right_to_four_digits()
    {
        Assert.Contains("most at 0.75", One.Text("best-one-place"));
        var identities = One.Numbers("js-three").Chunk(3);
        Assert.All(identities, row => Assert.Equal(row[0], row[1], 2e-4)); // V(D*, G) and −log 4 + 2 JS
        var distance = One.Numbers("xy-factor-check");
        Assert.Equal(distance[1], distance[0], 1e-5);
    }

    [Fact]
    public void Lesson_01_starves_the_saturating_G_and_feeds_the_other()
    {
        var b = One.Numbers("duel-run");
        Assert.InRange(b[0], -2.5, -1.5);
        Assert.InRange(b[1], 1, 4);
        var gradients = One.Lines("vanish-compare"); // powers of ten: saturating, non-saturating
        Assert.InRange(gradients[0].Last, -9, -2);
        Assert.True(gradients[1].Last > gradients[0].Last + 2, $"{gradients[1].Last} and {gradients[0].Last}");
    }

    [Fact]
    public void Lesson_01_finds_modes_and_its_players_drift_circle_and_come_home()
    {
        Assert.Matches(@"step 150: [2-8] of 8 modes", One.Text("result-train"));
        var distances = One.Lines("xy-friction"); // at once, in turns; and both again with little friction
        Assert.True(distances[0].Last > 1.5 * distances[0].First);
        Assert.InRange(distances[1].Last / distances[1].First, 0.9, 1.1);
        Assert.True(distances[2].Last > distances[2].First && distances[3].Last < distances[3].First);
        var ends = One.Numbers("xy-friction-ends").Chunk(4).ToArray(); // γ; from, at once, in turns
        Assert.All(ends, end => Assert.Equal(end[0] > 0.1, end[2] < 1)); // home at once only for γ > lr
        Assert.All(ends.Skip(1), end => Assert.True(end[3] < 1.4, $"γ = {end[0]}: {end[3]}"));
    }

    [Fact]
    public void Lesson_01_has_a_logit_that_grows_steeper_where_JS_is_flat()
    {
        var slopes = One.Numbers("js-slopes").Chunk(3).ToArray(); // m; of JS, of the logit
        Assert.All(slopes, row => Assert.Equal(-row[0] / 0.25, row[2], 0.01));
        Assert.True(slopes[0][1] > 0.1 && slopes[^1][1] < 0.001, string.Join(", ", slopes.Select(row => row[1])));
    }

    [Fact]
    public void Lesson_02_steps_downhill_with_gradients_that_point_the_right_way()
    {
        var variety = Two.Numbers("init-compare");
        Assert.True(variety[1] > 10 * variety[0], string.Join(", ", variety));
        Assert.True(Two.Numbers("step-d-again")[0] < Two.Numbers("step-d-loss")[^1]);
        Assert.InRange(Two.Numbers("step-g")[0], 0.3, 3);
        Assert.Equal(-1, Two.Numbers("detach-cosine")[0], 0.01); // the two losses pull G opposite ways
        Assert.Contains("The 49 pixels", Two.Text("sees-picture"));
    }

    [Fact]
    public void Lesson_02_reads_the_printed_program()
    {
        Assert.Contains("[128, 100, 1, 256]: 25,600 numbers", Two.Text("read-shape"));
        var loss = Two.Numbers("together-run");
        Assert.True(loss[0] > 0.3 && loss[1] < 0.05, string.Join(", ", loss)); // to 0, and no digit was ever seen
        var opinion = Two.Numbers("together-opinion"); // made, real, dust, black, in percent
        Assert.True(opinion[0] > 95 && opinion[0] > opinion[1] && opinion[2] > opinion[1], string.Join(", ", opinion));
        Assert.Single(Two.Numbers("weight-moved", @": (\d\.\d+)").Distinct());
        var agree = Two.Numbers("order-advice"); // two D's, after 0, 5 and 50 turns
        Assert.InRange(agree[0], -0.3, 0.3);
        Assert.True(agree[2] > agree[0] + 0.3, string.Join(", ", agree));
    }

    [Fact]
    public void Lesson_02_ranks_real_digits_the_DCGAN_and_the_plain_GAN()
    {
        var fcd = Fcd(Two, "judge-table");
        Assert.True(fcd[0] < 10 && fcd[2] < 10 && fcd[1] > 20, string.Join(", ", fcd));
        var checkerboard = Two.Numbers("grey-numbers", @"checkerboard (\d+\.\d+)");
        Assert.InRange(checkerboard[0], 0, 0.01);
        Assert.InRange(checkerboard[2], 0, 0.01);
    }

    [Fact]
    public void Lesson_03_has_BatchNorm_as_it_is_described()
    {
        var modes = Three.Numbers("modes"); // mean and deviation before, and after
        Assert.Equal([5.0, 2.0, 0.0, 1.0], modes.Select(value => Math.Abs(Math.Round(value))));
        var difference = Three.Numbers("norm-modes-two");
        Assert.True(difference[0] > 0.05);
        Assert.Equal(0, difference[1]);
        var fade = Three.Numbers("recipe-fade");
        Assert.True(fade[0] > 5 * fade[1], string.Join(", ", fade));
    }

    [Fact]
    public void Lesson_03_walks_through_a_latent_space_that_means_something()
    {
        var length = Three.Numbers("interpolation-length");
        Assert.InRange(length[0], 9.5, 10.5);
        Assert.InRange(length[2], 6.5, 7.5);
        var ink = Three.Lines("arithmetic-chart").Single();
        Assert.True(ink.Last + 1 > 1.5 * (ink.First + 1), $"{ink}"); // above black, −1
        var sevens = Three.Numbers("arithmetic-digit-share", @"(\d+) % sevens");
        Assert.True(sevens[^1] > sevens[0] + 30, string.Join(", ", sevens));
        Assert.All(Three.Numbers("nearest-control"), distance => Assert.InRange(distance, 4, 16));
    }

    [Fact]
    public void Lesson_03_trains_a_D_that_tells_real_from_drawn()
    {
        var opinions = Three.Lines("opinions");
        Assert.InRange(opinions[0].Last, 0.5, 1);
        Assert.InRange(opinions[1].Last, 0, 0.6);
    }

    [Fact]
    public void Lesson_04_ranks_real_blurred_and_missing_digits()
    {
        var fcd = Fcd(Four, "result-judge"); // real, blurred, only three digits, the DCGAN's
        Assert.True(fcd[0] < 6 && fcd[3] < 6 && fcd[1] > 3 * fcd[0] && fcd[2] > 3 * fcd[0], string.Join(", ", fcd));
        var named = Four.Numbers("features-compare", @"(\d+) %");
        Assert.InRange(named[0], 40, 90);
        Assert.InRange(named[2], 93, 100);
    }

    [Fact]
    public void Lesson_04_has_its_formulas_right()
    {
        Assert.StartsWith("10 = ", Four.Text("fcd-line"));
        Assert.Contains("stretched by 1", Four.Text("root-axes"));
        var traces = Four.Numbers("symmetric", @"(\d+\.\d+) from");
        Assert.Equal(traces[0], traces[1], 1e-3);
        var fcd = Four.Lines("samples-fcd"); // the small GAN's, and that of real digits
        Assert.True(fcd[1].Last < fcd[1].First / 2, $"{fcd[1]}");
        Assert.True(fcd[0].Last > 2 * fcd[1].Last, $"{fcd[0]}, {fcd[1]}");
        Assert.All(Four.Numbers("manifold-shares"), share => Assert.InRange(share, 0.2, 1));
    }

    [Fact]
    public void Lesson_05_tells_wrong_pixels_from_right_ones_and_early_layers_from_late_ones()
    {
        var bright = Five.Numbers("mistakes-error", @"too bright (\S+)");
        Assert.All(bright, error => Assert.InRange(error, 1e3, 1e9));
        Assert.All(Five.Numbers("mistakes-error", @"blue first (\d+\.\d+)"), error => Assert.InRange(error, 0.05, 5));
        var off = Five.Numbers("content-numbers", @"by (\d+\.\d+)");
        Assert.All(off, error => Assert.InRange(error, 0.02, 0.25));
        Assert.True(off[0] < off[3], string.Join(", ", off)); // relu1_2 gives more of the photo back than relu4_2
    }

    [Fact]
    public void Lesson_05_has_fewer_specks_where_it_began_with_half_the_size()
    {
        var speckle = Five.Numbers("small-numbers", @"speckle (\d+\.\d+)");
        Assert.InRange(speckle[1], 0, speckle[0] / 1.5);
    }

    [Fact]
    public void Lesson_06_paints_downhill_with_both_optimisers()
    {
        Assert.All(Six.Lines("race-evaluations"), line => Assert.True(line.Last < line.First - 0.05, $"{line}"));
        var content = Six.Numbers("content-losses"); // the photo, darker, painted, upside down
        Assert.True(content[0] < content[1] && content[1] < content[2] && content[2] < 1.5, string.Join(", ", content));
        var mirrored = Six.Numbers("style-losses", @"(?<=mirrored +(\d\.\d+ +)*)(\d\.\d+)");
        var photo = Six.Numbers("style-losses", @"(?<=the photo +(\d\.\d+ +)*)(\d\.\d+)");
        Assert.All(mirrored.Zip(photo), pair => Assert.True(pair.First < pair.Second));
        var variation = Six.Numbers("tv-numbers");
        Assert.True(variation[3] < variation[2], string.Join(", ", variation));
    }

    [Fact]
    public void Lesson_07_teaches_painters_and_a_student_downhill()
    {
        // Six steps, of which the second jumps to twice the loss; uphill it would stay there.
        Assert.All(Seven.Lines("norm-chart"), line => Assert.InRange(line.Last, 0, 1.6 * line.First));
        var (first, last) = Seven.Lines("distil-curve").Single();
        Assert.True(last < 0.95 * first, $"from {first} to {last}");
        var (few, all) = Seven.Lines("distil-chart").Single();
        Assert.InRange(few, 0.01, 0.9);
        Assert.Equal(1, all, 1e-3);
    }

    [Fact]
    public void Lesson_07_steps_downhill_by_the_students_code_and_finds_the_librarys_loss()
    {
        var same = Seven.Numbers("train-once", @"(\d\.\d+)"); // ten steps on one piece: the first ones may go up
        Assert.True(same.Length == 10 && same[^1] < 0.85 * same[0], string.Join(", ", same));
        var first = Seven.Numbers("train-same"); // by the student's loss, by the library's
        Assert.Equal(first[0], first[1], 2e-3);
        var decoder = Seven.Lines("decode-curve").Single();
        Assert.InRange(decoder.Last, 0, 0.95 * decoder.First);
    }

    [Fact]
    public void Lesson_07_makes_different_textures_of_different_noise_downhill()
    {
        Assert.Equal("6 × 6, 12 × 12, 24 × 24, 48 × 48, 96 × 96", Seven.Text("texture-noise"));
        Assert.All(Seven.Lines("texture-chart"), line => Assert.InRange(line.Last, 0, 0.95 * line.First));
        var apart = Seven.Numbers("texture-apart"); // three textures, and pieces of the painting
        Assert.InRange(apart[0], 0.03, 0.4);
        Assert.InRange(apart[1], 0.1, 0.3);
    }

    [Fact]
    public void Lesson_08_pushes_and_measures_as_its_formulas_say()
    {
        var push = Eight.Lines("lsgan-push"); // saturating, non-saturating, squares: from a = −4 to 4
        Assert.Equal(1 / (1 + Math.Exp(4)), push[0].First, 1e-4);
        Assert.Equal(push[0].First, push[1].Last, 1e-4);
        Assert.Equal((5.0, -3.0), push[2]);
        var distances = Eight.Lines("wgan-curve"); // JS, W₁
        Assert.Equal(Math.Log(2), distances[0].Last, 1e-3);
        Assert.Equal(8, distances[1].Last, 1e-9);
        Assert.InRange(Eight.Numbers("critic-train", @"= (\d+\.\d+), and W₁")[0], 1.5, 2.5);
        var circle = Eight.Lines("history"); // λ = 0, 0.1, 1
        Assert.True(circle[0].Last > 2 * circle[0].First && circle[1].Last < 0.1 && circle[2].Last < circle[2].First,
            string.Join(", ", circle));
    }

    [Fact]
    public void Lesson_08_clips_its_critic_and_frees_pictures_from_their_batch()
    {
        Assert.InRange(Eight.Numbers("wgan-weights", @"largest is (\d\.\d+)")[0], 0.0099, 0.0101);
        Assert.All(Eight.Numbers("follow-rho"), rho => Assert.InRange(rho, -1, 1));
        foreach (var cell in new[] { "gp-norm", "virtual-moved" }) // with BatchNorm, and without or with its virtual kind
        {
            var changed = Eight.Numbers(cell, @"by (\d+\.\d+)\s?%");
            Assert.True(changed[0] > 0.1 && changed[1] == 0, $"{cell}: {string.Join(", ", changed)}");
        }
    }

    [Fact]
    public void Lesson_08_fools_the_score_with_ten_digits()
    {
        var score = Eight.Numbers("score-table", @"(?m)^(?:real digits|ten digits, over and over) +(\d+\.?\d*)");
        Assert.InRange(score[0], 8, 10);
        Assert.InRange(score[1], 9, 10);
        var agreed = Eight.Numbers("cond-agree", @"agrees with (\d+)"); // one line a seed
        Assert.NotEmpty(agreed);
        Assert.All(agreed, share => Assert.InRange(share, 0, 100));
        var conditional = Eight.Numbers("all-table", @"(?m)^conditional +(\d+\.?\d*)");
        Assert.InRange(conditional.Single(), 1, 500); // FCD
        var collapse = Eight.Numbers("digits-picture", @"FCD (\d+)"); // plain, feature matching, minibatch discrimination
        Assert.Equal(3, collapse.Length);
    }

    [Fact]
    public void Lesson_09_shows_what_first_weights_rate_norm_and_deviation_are_for()
    {
        var depth = Nine.Lines("rate-depth-chart"); // powers of ten, He's and torch's
        Assert.InRange(depth[0].Last, -1, 1);
        Assert.InRange(depth[1].Last, -8, -4.5);
        var share = Nine.Numbers("share-compare"); // plain and equalised, narrow and wide, in percent
        Assert.True(share[2] > 4 * share[0], string.Join(", ", share));
        Assert.All([share[1], share[3]], equalised => Assert.Equal(1, equalised, 0.15));
        var size = Nine.Numbers("norm-effect");
        Assert.Equal(size[2], size[3], 0.011);
        var told = Nine.Numbers("deviation-effect");
        Assert.True(told[0] > told[1] && told[1] > told[2] + 0.05, string.Join(", ", told));
        var spread = Nine.Numbers("mapping-spread");
        Assert.True(spread[1] > 10 * spread[0], string.Join(", ", spread));
    }

    [Fact]
    public void Lesson_09_has_a_layer_that_obeys_w_and_is_the_librarys()
    {
        var deviations = Nine.Numbers("layer-statistics").Chunk(4).ToArray(); // before, behind, asked for
        Assert.All(deviations[1].Zip(deviations[2]), pair => Assert.Equal(pair.First, Math.Abs(pair.Second), 0.02));
        Assert.Equal(0, Nine.Numbers("layer-same").Single());
    }

    [Fact]
    public void Lesson_09_mixes_styles_and_tells_noise_from_style()
    {
        var levels = Nine.Lines("level-chart"); // the class of the first z, and of the second
        Assert.InRange(levels[0].First, 0, 0.35);
        Assert.Equal((1, 1), (levels[0].Last, levels[1].First));
        Assert.InRange(levels[1].Last, 0, 0.35);
        var deviation = Nine.Numbers("noise-numbers");
        Assert.True(deviation[0] < deviation[1] / 2, string.Join(", ", deviation));
        Assert.All(Nine.Numbers("walk-numbers"), detour => Assert.InRange(detour, 1, 30));
    }

    [Fact]
    public void Lesson_10_reads_what_it_could_not_and_knows_how_far_a_discriminator_sees()
    {
        var read = Ten.Numbers("result-read", @"(\d+) %"); // of 100: as it is, after F, the digits under B
        Assert.InRange(read[0], 35, 65);
        Assert.InRange(read[1], read[0] + 20, 100); // 25 points of 1 000 pictures; one of a hundred varies by 4
        Assert.InRange(read[2], 96, 100);
        Assert.EndsWith("18 × 18 pixels", Ten.Text("patch-look"));
        var kept = Ten.Numbers("number", @"trained for long +no +\S+ +(\S+)");
        Assert.InRange(kept.Single(), 0.85, 1);
    }

    [Fact]
    public void Lesson_10_moves_its_networks_in_the_step_that_is_written_out()
    {
        var (judges, translators) = (Ten.Numbers("step-d"), Ten.Numbers("step-g")); // lossD, after; the game, the cycle, after
        Assert.NotEqual(judges[0], judges[1]);
        Assert.NotEqual(translators[1], translators[2]);
    }

    [Fact]
    public void Lesson_11_has_its_distances_and_its_diffusion()
    {
        var fcd = Eleven.Lines("fcd-chart").Single();
        Assert.True(fcd.Last < fcd.First / 2, $"{fcd}");
        Assert.InRange(Eleven.Numbers("schedule")[^1], 0, 0.05);
        Assert.Matches(@"^[3-8] of 8 modes", Eleven.Text("sample-number"));
    }

    [Fact]
    public void Lesson_11_gets_a_dim_collage_out_of_the_printed_style_program()
    {
        var gram = Eleven.Numbers("printed-gram");
        Assert.Equal(gram[0], gram[1], 2e-4); // stirred pixels, the same matrix
        Assert.InRange(Eleven.Numbers("printed-picture", @"differ by (\d\.\d+)").Single(), 0, 0.05); // from (C + S) / 4
    }

    /// <summary>The first column of a table of judgements.</summary>
    private static double[] Fcd(Notebook notebook, string cell) =>
        notebook.Numbers(cell, @"(?m)^\S.*?\s{2,}(\d+\.\d+) +-?\d+\.\d+ ±");
}
