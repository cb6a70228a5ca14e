"""Turn a run's last checkpoint into a Hugging Face folder: float16 safetensors, tokenizer, model card.

python -m training.export RUN_FOLDER TOKENIZER_FOLDER MODEL_FOLDER
"""

import argparse
import shutil
from pathlib import Path
from string import Template

import torch

from explorer.text.embedded import embedded_encoding
from training.train import Recipe, new_model

CARD = Path(__file__).with_name("card.explorer-gpt.md")
TOKENIZER_FILES = ("tokenizer.json", "tokenizer_config.json", "ranks.tiktoken")


def export(run: Path, tokenizer: Path, folder: Path) -> None:
    """Write the model folder; the card's numbers are the checkpoint's own."""
    state = torch.load(run / "checkpoint.pt", map_location="cpu", weights_only=True)
    recipe = Recipe(**state["recipe"])
    encoding = embedded_encoding(tokenizer)
    model = new_model(recipe, encoding.n_vocab, encoding.eot_token)
    model.load_state_dict(state["model"])
    folder.mkdir(parents=True, exist_ok=True)
    model.half().save_pretrained(folder, safe_serialization=True)
    for name in TOKENIZER_FILES:
        if (tokenizer / name).resolve() != (folder / name).resolve():
            shutil.copyfile(tokenizer / name, folder / name)
    steps, parameters = state["step"], sum(p.numel() for p in model.parameters())
    numbers = {
        "steps": f"{steps:,}",
        "rows": recipe.rows,
        "n_ctx": recipe.n_ctx,
        "tokens": f"{steps * recipe.rows * recipe.n_ctx:,}",
        "parameters": f"{parameters:,}",
        "minutes": f"{state['seconds'] / 60:.0f}",
        # 6 N D (Kaplan et al. 2020, section 2.1); the tied embedding counts, since it multiplies at the output.
        "compute": f"{6 * parameters * steps * recipe.rows * recipe.n_ctx:.2e}",
        "seed": recipe.seed,
        "muon_lr": recipe.muon_lr,
        "adam_lr": recipe.adam_lr,
    }
    (folder / "README.md").write_text(Template(CARD.read_text(encoding="utf-8")).substitute(numbers), encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("run", "tokenizer", "folder"):
        parser.add_argument(name, type=Path)
    options = parser.parse_args()
    export(options.run, options.tokenizer, options.folder)


if __name__ == "__main__":
    main()
