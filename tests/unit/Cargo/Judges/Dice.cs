using CsCheck;

namespace RustImage.UnitTests.Cargo.Judges;

/// <summary>Choices that are the same for the same seed, on every machine.</summary>
internal sealed class Dice(uint seed)
{
    private readonly PCG _source = new(1, seed);

    public int Below(int count) => Gen.Int[0, count - 1].Generate(_source, null, out _);

    public bool Chance(int percent) => Below(100) < percent;

    public T Pick<T>(params IReadOnlyList<T> choices) => choices[Below(choices.Count)];
}
