package firsthand.playground.session;

import firsthand.playground.message.Json;
import firsthand.settings.Words;
import firsthand.training.Trainer;

/** What there is to choose from. */
final class Greeting {
    private Greeting() {}

    static Json of(String home, String version, SessionShelf shelf) {
        return Json.object()
                .put("version", version)
                .put("home", home)
                .put("kernels", Trainer.kernels())
                .put("data", shelf.json())
                .put(
                        "words",
                        Json.object()
                                .put("activations", Words.activations())
                                .put("losses", Words.losses())
                                .put("optimizers", Words.optimizers())
                                .put("schedules", Words.schedules())
                                .put("augmentations", Words.augmentations())
                                .put("layers", Words.layers()));
    }
}
