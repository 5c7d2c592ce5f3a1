namespace RustImage.Cargo;

/// <summary>What a build says of sources that Git does not track.</summary>
/// <param name="Answer">To be kept for the next build; null where Git was not asked or gave no answer.</param>
/// <param name="Errors">One of them fails the build.</param>
/// <param name="Message">Why Git could not be asked, where that is no error.</param>
internal sealed record UntrackedSourceCheck(
    UntrackedSources? Answer, IReadOnlyList<Diagnostic> Errors, IReadOnlyList<Diagnostic> Warnings, Diagnostic? Message)
{
    /// <param name="treatment">RustImageUntrackedSources.</param>
    /// <param name="sources">Full paths.</param>
    /// <param name="earlier">The last answer, or null.</param>
    /// <exception cref="RustImageException">
    /// RIMG1022: the treatment is unknown. RIMG1023: Git refuses to answer, and untracked sources are an error.
    /// </exception>
    public static async Task<UntrackedSourceCheck> RunAsync(
        string treatment, IReadOnlyList<string> sources, UntrackedSources? earlier, CancellationToken cancellation)
    {
        var parsed = UntrackedSources.ParseTreatment(treatment);
        if (parsed == UntrackedTreatment.Ignore)
            return new UntrackedSourceCheck(null, [], [], null);
        try
        {
            var answer = await UntrackedSources.FindAsync(sources, earlier, cancellation).ConfigureAwait(false);
            return parsed == UntrackedTreatment.Error
                ? new UntrackedSourceCheck(answer, answer.Diagnostics, [], null)
                : new UntrackedSourceCheck(answer, [], answer.Diagnostics, null);
        }
        catch (RustImageException e) when (e.Code == "RIMG1023" && parsed == UntrackedTreatment.Warn)
        {
            // Nothing is known to be wrong.
            return new UntrackedSourceCheck(null, [], [], e.Diagnostic);
        }
    }
}
