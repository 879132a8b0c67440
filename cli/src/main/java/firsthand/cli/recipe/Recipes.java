package firsthand.cli.recipe;

import firsthand.settings.CommandText;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;

/** The recipes: ours first, then the five projects that we start from, each with the figures its author reports. */
public final class Recipes {
    /** What {@code train} does when it is told nothing. */
    public static final String DEFAULT = "mlp";

    private static final Recipe MLP = new Recipe(
            DEFAULT,
            "784-128-10 on MNIST: 98 % in a few seconds",
            "",
            "--data mnist --hidden 128 --activation relu --optimizer adam --learning-rate 0.002 --schedule cosine"
                    + " --batch-size 64 --epochs 10 --validation 0.05",
            Map.of(),
            "");

    private static final String AFFINE = " --augment shift:1.5,rotate:10,scale:0.1,shear:0.1";

    private static final Recipe TINY_MLP = own(
            "tiny-mlp",
            "784-10-10 on MNIST: the sources' own network, trained as one would today",
            "--data mnist --hidden 10 --activation elu --learning-rate 0.01 --schedule cosine --l2 0.0003 --batch-size 64"
                    + " --epochs 60 --average 0.9995");

    private static final Recipe MLP_128 = own(
            "mlp-128",
            "784-128-10 on MNIST, digits shifted, turned and slanted anew in each epoch",
            "--data mnist --hidden 128 --learning-rate 0.003 --schedule cosine --batch-size 128 --epochs 40" + AFFINE
                    + " --average 0.999");

    private static final Recipe LENET = own(
            "lenet",
            "LeNet-5 on MNIST: two convolutional layers of 6 and 16 filters, then 120-84-10",
            "--data mnist --layers conv:6:5:p2,relu,maxpool:2,conv:16:5,relu,maxpool:2,dense:120,relu,dense:84,relu"
                    + " --learning-rate 0.003 --schedule one-cycle --batch-size 64 --epochs 20" + AFFINE
                    + " --average 0.999");

    private static final Recipe MLP_DEEP = own(
            "mlp-deep",
            "784-1024-512-10 on MNIST, plain layers, digits deformed elastically",
            "--data mnist --hidden 1024,512 --learning-rate 0.0015 --schedule one-cycle --batch-size 128 --epochs 40"
                    + " --augment shift:1,rotate:8,scale:0.08,shear:0.08,elastic:28:5 --average 0.999");

    private static final Recipe CNN = own(
            "cnn",
            "four convolutional layers of 16 to 64 filters on MNIST, digits deformed elastically",
            "--data mnist --layers conv:16:5:p2,batchnorm,relu,maxpool:2,conv:32:3:p1,batchnorm,relu,"
                    + "conv:32:3:p1,batchnorm,relu,maxpool:2,conv:64:3:p1,batchnorm,relu,dropout:0.2,dense:128,relu"
                    + " --learning-rate 0.004 --schedule one-cycle --weight-decay 0.01 --batch-size 64 --epochs 20"
                    + " --augment shift:1.5,rotate:8,scale:0.08,shear:0.08,elastic:16:4 --average 0.999");

    private static final Recipe GOLF = own(
            "golf",
            "fewer than 5,000 parameters on MNIST",
            "--data mnist --layers conv:8:3:p1,batchnorm,relu,maxpool:2,conv:12:3:p1,batchnorm,relu,"
                    + "conv:12:3:p1,batchnorm,relu,maxpool:2,conv:20:3:p1,batchnorm,relu,gap"
                    + " --learning-rate 0.01 --schedule one-cycle --batch-size 64 --epochs 30"
                    + " --augment shift:1,rotate:8,scale:0.08,shear:0.08 --average 0.999");

    private static final Recipe SPRINT = own(
            "sprint",
            "99 % on MNIST as soon as may be: a small convolutional network, three epochs",
            "--data mnist --layers conv:8:5:p2,relu,maxpool:2,conv:24:3,relu,maxpool:2,conv:32:3,relu,dense:32,relu"
                    + " --learning-rate 0.006 --schedule one-cycle --batch-size 64 --epochs 3");

    private static final Recipe FASHION_MLP = own(
            "fashion-mlp",
            "784-512-256-10 on Fashion-MNIST, with dropout, every other picture mirrored",
            "--data fashion --hidden 512,256 --dropout 0.15 --learning-rate 0.002 --schedule one-cycle --batch-size 128"
                    + " --epochs 30 --augment flip --average 0.999");

    private static final Recipe FASHION_CNN = own(
            "fashion-cnn",
            "four convolutional layers of 16 to 64 filters on Fashion-MNIST, pictures mirrored and shifted",
            "--data fashion --layers conv:16:5:p2,batchnorm,relu,maxpool:2,conv:32:3:p1,batchnorm,relu,"
                    + "conv:32:3:p1,batchnorm,relu,maxpool:2,conv:64:3:p1,batchnorm,relu,dropout:0.2,dense:128,relu,"
                    + "dropout:0.2 --learning-rate 0.004 --schedule one-cycle --weight-decay 0.02 --batch-size 64"
                    + " --epochs 15 --augment flip,shift:1 --average 0.999");

    private static Recipe own(String name, String title, String options) {
        return new Recipe(name, title, "", options, Map.of(), "");
    }

    /** Reported: 90 % on the test set. */
    private static final Recipe ELCAPO = new Recipe(
            "elcapo",
            "784-10-10 on MNIST, the whole training set a step",
            "github.com/elcapo/neural-network-from-scratch",
            "--data mnist --hidden 10 --activation relu --weights uniform:-1:1 --biases uniform:-1:1"
                    + " --optimizer sgd --learning-rate 0.25 --batch-size full --iterations 3000 --report-every 100",
            Map.of("test_accuracy", 0.90),
            "");

    private static final String SUMMED_BIASES =
            "The source gives every bias of a layer the sum of all their gradients. Here each gets its own;"
                    + " --bias-gradient summed does it their way.\n"
                    + "Kaggle's train.csv is 42,000 digits of MNIST;"
                    + " the first 42,000 of its training set stand in for it.";

    /** Reported: 87.7 % on the digits it learned from, 85.8 % on the 1,000 held out. */
    private static final Recipe SHLOMOSTEPT = new Recipe(
            "shlomostept",
            "784-10-10 on 41,000 digits, tested on 1,000; loss and accuracy at every iteration",
            "github.com/ShlomoStept/Neural_Networks_from_Scratch",
            "--data mnist --limit 42000 --hold-out 1000 --hidden 10 --activation relu --weights uniform:-0.5:0.5"
                    + " --biases uniform:-0.5:0.5 --optimizer sgd --learning-rate 0.1 --batch-size full"
                    + " --iterations 750 --report-every 1",
            Map.of("train_accuracy", 0.877, "test_accuracy", 0.858),
            SUMMED_BIASES);

    /** Reported: 86 %. */
    private static final Recipe ZHANG = new Recipe(
            "zhang",
            "784-10-10 on 41,000 digits, tested on 1,000; accuracy at every tenth iteration",
            "Samson Zhang, \"Simple MNIST NN from scratch (numpy, no TF/Keras)\", Kaggle 2020",
            "--data mnist --limit 42000 --hold-out 1000 --hidden 10 --activation relu --weights uniform:-0.5:0.5"
                    + " --biases uniform:-0.5:0.5 --optimizer sgd --learning-rate 0.1 --batch-size full"
                    + " --iterations 500 --report-every 10",
            Map.of("test_accuracy", 0.86),
            SUMMED_BIASES);

    /** Reported: about 100 % on the training set. */
    private static final Recipe NNFS = new Recipe(
            "nnfs",
            "784-128-10 on MNIST, sigmoid, plain stochastic gradient descent for 250 epochs",
            "nnfs, a 784-128-10 network in NumPy that keeps its weights in .npz files",
            "--data mnist --hidden 128 --activation sigmoid --weights lecun --biases zeros --optimizer sgd"
                    + " --learning-rate 0.1 --batch-size 64 --epochs 250 --report-every 10",
            Map.of("train_accuracy", 1.0),
            "");

    /** Reported: 85.59 %, later over 90 %. An early version learned from the last fifth and was tested on the rest. */
    private static final Recipe STOCKIFAB = new Recipe(
            "stockifab",
            "64-50-30-10 on the 8x8 digits, sigmoid",
            "github.com/stockifab/Neural-Network",
            "--data digits --hold-out last:360 --hidden 50,30 --activation sigmoid --weights lecun --biases zeros"
                    + " --optimizer sgd --learning-rate 1 --batch-size 0.1 --drawn-batches --epochs 8000"
                    + " --report-every 100",
            Map.of("test_accuracy", 0.90),
            "The source reports 85.59 % at first, later over 90 %. Its epoch is one batch, drawn from all examples.\n"
                    + "Other losses, as its options have them: --loss mean-squared-error --output softmax,"
                    + " or --loss binary-cross-entropy.");

    private static final List<Recipe> ALL = List.of(
            MLP,
            TINY_MLP,
            MLP_128,
            MLP_DEEP,
            LENET,
            CNN,
            GOLF,
            SPRINT,
            FASHION_MLP,
            FASHION_CNN,
            ELCAPO,
            SHLOMOSTEPT,
            ZHANG,
            NNFS,
            STOCKIFAB);

    private Recipes() {}

    /** Every recipe. */
    public static List<Recipe> all() {
        return ALL;
    }

    /** The recipes that repeat a published project. */
    public static List<Recipe> published() {
        return ALL.stream().filter(recipe -> !recipe.source().isEmpty()).toList();
    }

    /**
     * The recipe of that name, or the one that a file of that name holds: options of {@code train}, as
     * {@link CommandText} writes them.
     *
     * @throws IllegalArgumentException if there is none, or the file is no recipe
     */
    public static Recipe named(String name) {
        return ALL.stream()
                .filter(recipe -> recipe.name().equals(name))
                .findFirst()
                .or(() -> inFile(name))
                .orElseThrow(() -> new IllegalArgumentException("--recipe: expected one of "
                        + String.join(", ", ALL.stream().map(Recipe::name).toList())
                        + ", received " + name + ", which is no file either"));
    }

    private static Optional<Recipe> inFile(String name) {
        var file = new File(name);
        if (!file.isFile()) {
            return Optional.empty();
        }
        try {
            var settings = SettingsOptions.parse(CommandText.words(Files.readString(file.toPath())));
            String title = file.getName().replaceFirst("\\.recipe$", "");
            return Optional.of(new Recipe(title, "", "", CommandText.line(settings.arguments()), Map.of(), ""));
        } catch (IOException | CommandLine.ParameterException | IllegalArgumentException noRecipe) {
            throw new IllegalArgumentException(
                    "--recipe: expected options of train in " + name + ", received others: " + noRecipe.getMessage(),
                    noRecipe);
        }
    }
}
