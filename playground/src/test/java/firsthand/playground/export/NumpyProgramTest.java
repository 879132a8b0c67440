package firsthand.playground.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import firsthand.data.Dataset;
import firsthand.datasets.Digits;
import firsthand.datasets.IdxWriter;
import firsthand.datasets.Mnist;
import firsthand.settings.Settings;
import firsthand.training.Evaluation;
import firsthand.training.History;
import firsthand.training.Trainer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The NumPy program of an experiment comes to the same losses and accuracies as the trainer, report by report. */
class NumpyProgramTest {
    /** What the program states. */
    private static final double LOSS_TOLERANCE = 1e-3;

    /** The program prints four figures; among so few examples, one that is told otherwise would show. */
    private static final double ACCURACY_TOLERANCE = 1e-4;

    private static final Pattern REPORT =
            Pattern.compile("epoch (\\d+)  step (\\d+)  loss (\\S+)  accuracy (\\S+)(?:  validation (\\S+)  (\\S+))?");
    private static final Pattern TEST = Pattern.compile("test accuracy (\\S+)  (\\d+) of (\\d+)  loss (\\S+)");

    @TempDir
    private Path folder;

    private String python = "";

    @BeforeEach
    void findsPythonWithNumpy() throws InterruptedException {
        Optional<String> found = Optional.empty();
        for (String name : List.of("python3", "/usr/bin/python3")) {
            if (found.isEmpty() && finishes(List.of(name, "-c", "import numpy")).status() == 0) {
                found = Optional.of(name);
            }
        }
        if ("true".equals(System.getenv("CI"))) {
            assertThat(found).as("python3 with NumPy, as .ci/run installs it").isPresent();
        }
        assumeTrue(found.isPresent(), "no python3 with NumPy on this machine");
        python = found.orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hidden=32 optimizer=adam learning-rate=0.01 schedule=cosine epochs=5 validation=0.1",
                "hidden=20,12 activation=tanh optimizer=sgd learning-rate=0.2 loss=mean-squared-error l2=0.001 clip-norm=0.5"
                        + " change=9:learning-rate=0.05,l1=0.0001 seed=3000000000 epochs=2",
                "layers=dense:24,layernorm,gelu,dropout:0.3,dense:16,silu optimizer=nadam learning-rate=0.003 epochs=3"
                        + " validation=0.2 average=0.9 schedule=one-cycle",
                "hidden=16 activation=elu:0.5 optimizer=momentum learning-rate=0.1 loss=hinge schedule=plateau:0.5:1"
                        + " validation=0.15 early-stopping=2 epochs=8 weight-decay=0.001",
                "hidden=24 activation=sigmoid optimizer=amsgrad loss=log-likelihood weights=normal:0:0.2 biases=uniform:-0.1:0.1"
                        + " iterations=40 drawn-batches=true batch-size=0.2 report-every=8 max-norm=2",
                "hidden=24 activation=leaky-relu:0.1 optimizer=rmsprop learning-rate=0.003 label-smoothing=0.1"
                        + " class-weights=1,2,1,1,0.5,1,1,1,1,1 schedule=step:0.3:0.5 warm-up=0.2 epochs=2",
                "layers=conv:4:3:p1,gelu,conv:6:2:d2,avgpool:2,conv:8:2,relu,gap,dense:20,batchnorm,elu optimizer=nesterov"
                        + " learning-rate=0.05 schedule=restarts:0.3:1.5 epochs=2 validation=0.1",
                "layers=conv:3:3:s1,softplus,maxpool:3:s1:p1,avgpool:2:s2:p1,dropout:0.2,flatten,dense:16,layernorm,relu"
                        + " optimizer=lion learning-rate=0.002 loss=huber clip-value=0.01 epochs=2",
            })
    void itComesToTheSameLossesAndAccuraciesAsTheTrainer(String options) throws Exception {
        var settings = settings("data=digits limit=600 " + options);
        var loaded = Digits.load();
        var data = loaded.train().take(settings.limit());
        var network = settings.network(data);
        var history = new Trainer(network, settings.loss(), settings.training().threads(1)).fit(data);
        var lines = run(Exports.numpy(settings, data).orElseThrow());

        assertThat(lines).hasSize(history.entries().size() + 1);
        for (int i = 0; i < history.entries().size(); i++) {
            compare(lines.get(i), history.entries().get(i));
        }
        compare(lines.getLast(), Evaluation.of(network, settings.loss(), loaded.test(), 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"dy * (self.y > 0)", "dy.sum(axis=0)", "rate * v", ".split(step // batches)"})
    void aMistakeInItWouldBeFound(String right) throws Exception {
        var settings = settings("data=digits limit=300 hidden=16 optimizer=momentum learning-rate=0.05 epochs=2");
        var loaded = Digits.load();
        var data = loaded.train().take(settings.limit());
        var network = settings.network(data);
        new Trainer(network, settings.loss(), settings.training().threads(1)).fit(data);
        String program = Exports.numpy(settings, data).orElseThrow();
        assertThat(program).contains(right);
        var report = TEST.matcher(run(program.replace(right, right.startsWith(".") ? "" : "-" + right))
                .getLast());
        assertThat(report.matches()).isTrue();
        double loss = Evaluation.of(network, settings.loss(), loaded.test(), 1).loss();
        assertThat(Math.abs(Double.parseDouble(report.group(4)) - loss)).isGreaterThan(LOSS_TOLERANCE);
    }

    private static Settings settings(String options) {
        Map<String, String> map = new LinkedHashMap<>();
        for (String option : options.split(" ")) {
            map.put(option.substring(0, option.indexOf('=')), option.substring(option.indexOf('=') + 1));
        }
        return Settings.parse(map);
    }

    private static void compare(String line, History.Entry entry) {
        var report = REPORT.matcher(line);
        assertThat(report.matches()).as(line).isTrue();
        assertThat(Integer.parseInt(report.group(1))).as(line).isEqualTo(entry.epoch());
        assertThat(Long.parseLong(report.group(2))).as(line).isEqualTo(entry.step());
        compare(line, report.group(3), entry.trainLoss(), LOSS_TOLERANCE);
        compare(line, report.group(4), entry.trainAccuracy(), ACCURACY_TOLERANCE);
        assertThat(report.group(5) != null).as(line).isEqualTo(entry.hasValidation());
        if (entry.hasValidation()) {
            compare(line, report.group(5), entry.validationLoss(), LOSS_TOLERANCE);
            compare(line, report.group(6), entry.validationAccuracy(), ACCURACY_TOLERANCE);
        }
    }

    private static void compare(String line, Evaluation test) {
        var report = TEST.matcher(line);
        assertThat(report.matches()).as(line).isTrue();
        assertThat(Long.parseLong(report.group(2))).as(line).isEqualTo(test.correct());
        assertThat(Integer.parseInt(report.group(3))).as(line).isEqualTo(test.examples());
        compare(line, report.group(4), test.loss(), LOSS_TOLERANCE);
    }

    private static void compare(String line, String printed, double expected, double tolerance) {
        assertThat(Double.parseDouble(printed)).as(line).isCloseTo(expected, within(tolerance));
    }

    @Test
    void itReadsTheFilesOfMnist() throws Exception {
        var settings = settings("data=sample limit=64 hidden=8 batch-size=32 epochs=1");
        var data = Mnist.sample();
        for (var part : List.of("train", "t10k")) {
            write(part, part.equals("train") ? data.train() : data.test());
        }
        var train = data.train().take(settings.limit());
        var network = settings.network(train);
        new Trainer(network, settings.loss(), settings.training().threads(1)).fit(train);
        var lines = run(Exports.numpy(settings, train).orElseThrow(), folder);
        compare(lines.getLast(), Evaluation.of(network, settings.loss(), data.test(), 1));
    }

    private void write(String part, Dataset data) throws IOException {
        IdxWriter.writeInputs(data, folder.resolve(part + "-images-idx3-ubyte"));
        IdxWriter.writeLabels(data, folder.resolve(part + "-labels-idx1-ubyte"));
    }

    private List<String> run(String program) throws Exception {
        Path file = folder.resolve("digits.csv");
        Files.write(file, digits().getBytes(StandardCharsets.UTF_8));
        return run(program, file);
    }

    private List<String> run(String program, Path data) throws Exception {
        Path file = folder.resolve("experiment.py");
        Files.writeString(file, program);
        var finished = finishes(List.of(python, file.toString(), data.toString()));
        assertThat(finished.status()).as(finished.said()).isZero();
        return finished.said().lines().toList();
    }

    /** The digits as the file that Firsthand brings has them: 64 pixels up to 16, and the label. */
    private static String digits() throws IOException {
        var data = Digits.all();
        var text = new StringBuilder();
        for (int i = 0; i < data.size(); i++) {
            for (float value : data.example(i).values()) {
                text.append(Math.round(value * data.fullScale())).append(',');
            }
            text.append(data.label(i)).append('\n');
        }
        return text.toString();
    }

    private record Finished(int status, String said) {}

    private static Finished finishes(List<String> command) throws InterruptedException {
        try {
            var process = new ProcessBuilder(new ArrayList<>(command))
                    .redirectErrorStream(true)
                    .start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            boolean ended = process.waitFor(60, TimeUnit.SECONDS);
            return new Finished(ended ? process.exitValue() : -1, said);
        } catch (IOException missing) {
            return new Finished(-1, "no Python");
        }
    }
}
